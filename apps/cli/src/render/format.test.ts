import { describe, expect, it } from "vitest";
import { count, grouped } from "./format.js";

describe("grouped", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1677372, "1,677,372"],
  ])("writes %i as %s", (value, text) => {
    expect(grouped(value)).toBe(text);
  });
});

describe("count", () => {
  it("has the noun in the right number", () => {
    expect([count(0, "card"), count(1, "card"), count(2000, "card")]).toEqual([
      "0 cards",
      "1 card",
      "2,000 cards",
    ]);
  });
});
