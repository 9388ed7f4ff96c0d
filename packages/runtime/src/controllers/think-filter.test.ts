import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ThinkFilter, withoutThinking } from "./think-filter.js";

describe("withoutThinking", () => {
  it("removes a leading block, and what stands before a block that was never opened", () => {
    expect(withoutThinking(" <think>a</think> b")).toBe("b");
    expect(withoutThinking("a</think>b")).toBe("b");
    expect(withoutThinking("<think>a</think><think>b</think>c")).toBe("c");
  });
  it("keeps a block inside the answer, and leaves nothing of one that is never closed", () => {
    expect(withoutThinking("Write <think>x</think> so.")).toBe("Write <think>x</think> so.");
    expect(withoutThinking("<think>for ever")).toBe("");
  });
});

describe("ThinkFilter", () => {
  it("shows the same text however it is cut into pieces", () => {
    const text = fc.constantFrom(
      "<think>a b</think>\n\nanswer",
      "<thin answer",
      "plain",
      "  <",
      "<think>open",
    );
    fc.assert(
      fc.property(text, fc.array(fc.nat(30)), (whole, cuts) => {
        const filter = new ThinkFilter();
        const ends = [...new Set(cuts)].sort((a, b) => a - b).filter((end) => end < whole.length);
        let from = 0;
        let shown = "";
        for (const end of [...ends, whole.length]) {
          shown += filter.push(whole.slice(from, end));
          from = end;
        }
        expect((shown + filter.end()).trim()).toBe(withoutThinking(whole));
      }),
    );
  });
});
