import { describe, expect, test } from "vitest";
import { durationOption } from "./duration-option.js";

describe("a length of time", () => {
  test.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["6h", 21_600_000],
    ["1d", 86_400_000],
    ["1h30m", 5_400_000],
    [" 2H ", 7_200_000],
  ])("%j is %i ms", (text, ms) => {
    expect(durationOption(1000)(text)).toBe(ms);
  });

  test.each(["", "6", "h", "-6h", "6 h", "6h x", "1.5h", "0s", "25d", "1e3s"])("%j is none", (text) => {
    expect(() => durationOption(1000)(text)).toThrow("Expected a length of time");
  });

  test("is no shorter than what makes sense", () => {
    expect(() => durationOption(60_000)("59s")).toThrow("from 60 s");
  });
});
