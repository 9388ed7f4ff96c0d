import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestLikeness } from "./request-likeness.js";
import { taskRequests } from "./requests/task-requests.js";

describe("requestLikeness", () => {
  it("is greatest for the task of most of the requests that it knows", () => {
    const requests = [...taskRequests()].flatMap(([task, texts]) => texts.map((text) => ({ task, text })));
    const heard = requests.filter(({ task, text }) => {
      const [best] = [...requestLikeness(text)].sort((a, b) => b[1] - a[1]);
      return best?.[0] === task;
    });
    expect(heard.length / requests.length).toBeGreaterThan(0.9);
  });

  it("is above 0 and at most 1 for any text, and nothing for words that no request has", () => {
    expect(requestLikeness("").size).toBe(0);
    expect(requestLikeness("zyzzyva").size).toBe(0);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) =>
        [...requestLikeness(text).values()].every((likeness) => likeness > 0 && likeness <= 1),
      ),
    );
  });

  it("knows no request twice", () => {
    const texts = [...taskRequests().values()].flat();
    expect(new Set(texts).size).toBe(texts.length);
  });
});
