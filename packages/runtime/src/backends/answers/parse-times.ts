import type { Segment } from "@hugginggpt/shared";
import { isNumber, isObject, listOf, whole } from "./json-value.js";

/**
 * Returns the timed segments of a transcript: `chunks` with a `timestamp` (transformers, fal-ai) or `segments` with
 * `start` and `end` (OpenAI's verbose form); sentences rather than words. The last segment may have no end: it then
 * ends where it starts. Null if the answer has no times.
 */
export function parseTimes(json: unknown): Segment[] | null {
  if (!isObject(json)) return null;
  const { output } = json;
  const lists = [json.segments, json.chunks, isObject(output) ? (output.segments ?? output.chunks) : null];
  for (const list of lists) {
    const segments = whole(listOf(list).map(segmentOf));
    if (segments && segments.length > 0) return segments;
  }
  return null;
}

function segmentOf(item: unknown): Segment | null {
  if (!isObject(item) || typeof item.text !== "string") return null;
  const [start, end] = Array.isArray(item.timestamp) ? item.timestamp : [item.start, item.end];
  if (!isTime(start)) return null;
  return { label: item.text.trim(), start, end: isTime(end) ? Math.max(start, end) : start };
}

function isTime(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}
