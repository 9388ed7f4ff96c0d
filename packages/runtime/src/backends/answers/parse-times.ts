import type { Segment } from "@hugginggpt/shared";
import { isNumber, isObject, listOf } from "./json-value.js";

/**
 * Returns when what was said: the stretches of a transcript as `chunks` with a `timestamp` (transformers, fal-ai) or as
 * `segments` with `start` and `end` (OpenAI's verbose form); of words and sentences the sentences. The last stretch may
 * have no end: it then ends where it starts. Null if the answer has no times.
 */
export function parseTimes(json: unknown): Segment[] | null {
  if (!isObject(json)) return null;
  const { output } = json;
  const lists = [json.segments, json.chunks, isObject(output) ? (output.segments ?? output.chunks) : null];
  for (const list of lists) {
    const stretches = listOf(list).map(stretchOf);
    const kept = stretches.filter((one) => one !== null);
    if (kept.length > 0 && kept.length === stretches.length) return kept;
  }
  return null;
}

function stretchOf(item: unknown): Segment | null {
  if (!isObject(item) || typeof item.text !== "string") return null;
  const [start, end] = Array.isArray(item.timestamp) ? item.timestamp : [item.start, item.end];
  if (!isTime(start)) return null;
  return { label: item.text.trim(), start, end: isTime(end) ? Math.max(start, end) : start };
}

function isTime(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}
