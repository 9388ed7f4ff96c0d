import { NO_USAGE } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { usageText } from "./usage-view.js";

describe("usageText", () => {
  test.each([
    [{}, "no calls"],
    [{ llmCalls: 1, unpricedCalls: 1 }, "1 call, price not known"],
    [
      { llmCalls: 3, modelCalls: 1, promptTokens: 1_200, outputTokens: 34, cost: 0.0123 },
      "4 calls, 1,234 tokens, $0.012",
    ],
    [{ llmCalls: 2, cost: 0.04, unpricedCalls: 1 }, "2 calls, $0.04 (1 of unknown price)"],
    [{ llmCalls: 2, unpricedCalls: 1 }, "2 calls, 1 of unknown price"],
    [{ modelCalls: 1, computeMs: 1_250 }, "1 call, 1.3 s of computing, $0.00"],
    [{ modelCalls: 1, cost: 0.000012 }, "1 call, $0.000012"],
    [{ modelCalls: 1, cost: 12.5 }, "1 call, $12.50"],
  ])("says of %j: %s", (some, text) => {
    expect(usageText({ ...NO_USAGE, ...some })).toBe(text);
  });
});
