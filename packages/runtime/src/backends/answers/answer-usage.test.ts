import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerUsage } from "./answer-usage.js";

describe("answerUsage", () => {
  it.each([
    [{ usage: { prompt_tokens: 12, completion_tokens: 3 } }, { inputTokens: 12, outputTokens: 3 }],
    [{ usage: { input_tokens: 1, output_tokens: 2 } }, { inputTokens: 1, outputTokens: 2 }],
    [{ metrics: { predict_time: 1.5 }, output: "x" }, { computeMs: 1_500 }],
    [{ timings: { inference: 0.25 } }, { computeMs: 250 }],
    [[{ label: "a" }], {}],
    [{ usage: { prompt_tokens: "many" } }, {}],
  ])("reads %j as %j", (body, usage) => {
    expect(answerUsage(body)).toEqual(usage);
  });

  it("reads the time of computing that hf-inference says in a header", () => {
    expect(answerUsage([1, 2], new Headers({ "x-compute-time": "0.031" }))).toEqual({ computeMs: 31 });
    expect(answerUsage([1, 2], new Headers({ "x-compute-time": "soon" }))).toEqual({});
  });

  it("takes whatever comes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(answerUsage(body)).toBeTypeOf("object");
      }),
    );
  });
});
