import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { progressFrom, progressLine } from "./progress.js";

describe("the line of progress", () => {
  it("has the time taken, and says nothing of the time left before it can be estimated", () => {
    const begun = progressFrom(null, { name: "Cards", done: 0, total: 514 }, 0);
    const three = progressFrom(begun, { name: "Cards", done: 3, total: 514 }, 900);
    expect(progressLine(three, 900)).toMatch(/0 % · 3 of 514 · 0\.9 s$/);
    const more = progressFrom(three, { name: "Cards", done: 180, total: 514 }, 20_000);
    expect(progressLine(more, 20_000)).toMatch(/35 % · 180 of 514 · 20 s, about 37 s left$/);
  });

  it("estimates by what was done since it is watched, not by what was done before", () => {
    const begun = progressFrom(null, { name: "Cards", done: 500, total: 600 }, 0);
    const more = progressFrom(begun, { name: "Cards", done: 510, total: 600 }, 10_000);
    expect(progressLine(more, 10_000)).toMatch(/10 s, about 90 s left$/);
  });

  it("never says that nothing is left before the end, nor anything of it after", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000_000), (a, b, ms) => {
        const [done, total] = [Math.min(a, b), Math.max(a, b)];
        const begun = progressFrom(null, { name: "Cards", done: 0, total }, 0);
        const line = progressLine(progressFrom(begun, { name: "Cards", done, total }, ms), ms);
        expect(line).not.toMatch(/about 0(\.0)? s left/);
        if (done === total) expect(line).not.toContain("left");
      }),
    );
  });
});
