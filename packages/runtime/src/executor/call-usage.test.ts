import { describe, expect, it } from "vitest";
import { addUsage, cleanUsage } from "./call-usage.js";

describe("what an attempt used", () => {
  it("has no figures that cannot be", () => {
    const said = { inputTokens: -1, outputTokens: Number.POSITIVE_INFINITY, computeMs: Number.NaN };
    expect(cleanUsage(said)).toEqual({});
    expect(cleanUsage({ inputTokens: 5, reused: true })).toEqual({ inputTokens: 5, reused: true });
  });

  it("is the sum of what was told", () => {
    expect(addUsage({ inputTokens: 1 }, { inputTokens: 2, computeMs: 3 })).toEqual({
      inputTokens: 3,
      computeMs: 3,
    });
  });
});
