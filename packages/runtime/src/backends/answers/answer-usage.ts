import { type CallUsage, stated } from "@hugginggpt/shared";
import { isNumber, isObject, type JsonObject } from "./json-value.js";

/**
 * Returns the usage that an answer reports: tokens as in OpenAI's interface, and the computing time by hf-inference's
 * header `x-compute-time` (seconds), replicate's `metrics.predict_time`, or fal.ai's `metrics.inference_time` or
 * `timings.inference`. Empty if it reports none.
 */
export function answerUsage(body: unknown, headers?: Pick<Headers, "get">): CallUsage {
  const json: JsonObject = isObject(body) ? body : {};
  const usage = isObject(json.usage) ? json.usage : {};
  const inputTokens = firstNumber(usage.prompt_tokens, usage.input_tokens);
  const outputTokens = firstNumber(usage.completion_tokens, usage.output_tokens);
  const seconds = computeSeconds(json, headers);
  return stated({ inputTokens, outputTokens, computeMs: seconds === undefined ? null : seconds * 1000 });
}

function computeSeconds(
  { metrics, timings }: JsonObject,
  headers: Pick<Headers, "get"> | undefined,
): number | undefined {
  const said = headers?.get("x-compute-time");
  const measured = isObject(metrics) ? metrics : {};
  const timed = isObject(timings) ? timings : {};
  return firstNumber(
    said ? Number(said) : undefined,
    measured.predict_time,
    measured.inference_time,
    timed.inference,
  );
}

function firstNumber(...values: readonly unknown[]): number | undefined {
  return values.find(isNumber);
}
