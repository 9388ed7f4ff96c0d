import { describe, expect, it } from "vitest";
import { statusFault } from "./status-fault.js";

describe("a refusal by its status alone", () => {
  it.each([
    [413, /^Send less: a smaller file/],
    [414, /^Shorten the request/],
    [415, /^Save the file in another format/],
    [402, /^Buy credits/],
    [503, /^Try again later/],
  ])("%i says what to do", (status, next) => {
    const refusal = { purpose: "run m", url: new URL("https://a.test/x"), secrets: [] };
    const fault = statusFault({ ...refusal, status, headers: new Headers(), body: "", now: 0 });
    expect(fault.message).toBe(`Could not run m: a.test answered ${status}`);
    expect(fault.next).toMatch(next);
  });
});
