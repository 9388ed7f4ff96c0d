import type { Box, Keypoint, Mask, Segment } from "@hugginggpt/shared";
import { isNumber, isObject, listOf } from "./json-value.js";

/** Returns the boxes of an answer, best first; an empty list where nothing was found; null where it is something else. */
export function parseBoxes(json: unknown): Box[] | null {
  const boxes = rowsOf(json)?.map((row): Box | null => {
    if (!isObject(row) || typeof row.label !== "string" || !isNumber(row.score) || !isObject(row.box))
      return null;
    const { xmin, ymin, xmax, ymax } = row.box;
    if (!isNumber(xmin) || !isNumber(ymin) || !isNumber(xmax) || !isNumber(ymax)) return null;
    return { label: row.label, score: row.score, box: { xmin, ymin, xmax, ymax } };
  });
  return whole(boxes)?.sort((a, b) => b.score - a.score) ?? null;
}

/** Returns the masks of an answer (PNG in base64, a `data:` address is taken apart); null where it is something else. */
export function parseMasks(json: unknown): Mask[] | null {
  const list = isObject(json) && Array.isArray(json.masks) ? json.masks : json;
  const masks = rowsOf(list)?.map((row, i): Mask | null => {
    if (typeof row === "string") return { label: `mask ${i + 1}`, score: null, mask: bare(row) };
    if (!isObject(row) || typeof row.mask !== "string") return null;
    const label = typeof row.label === "string" ? row.label : `mask ${i + 1}`;
    return { label, score: isNumber(row.score) ? row.score : null, mask: bare(row.mask) };
  });
  return whole(masks);
}

/** Returns the points of an answer: `{label, x, y}` or `{keypoints: [{x, y}]}`; null where it is something else. */
export function parseKeypoints(json: unknown): Keypoint[] | null {
  const rows = rowsOf(json)?.flatMap((row) =>
    isObject(row) && Array.isArray(row.keypoints) ? row.keypoints : [row],
  );
  const points = rows?.map((row, i): Keypoint | null => {
    const at = isObject(row) && isObject(row.point) ? row.point : row;
    if (!isObject(row) || !isObject(at) || !isNumber(at.x) || !isNumber(at.y)) return null;
    const label = typeof row.label === "string" ? row.label : `point ${i + 1}`;
    return { label, score: isNumber(row.score) ? row.score : null, x: at.x, y: at.y };
  });
  return whole(points);
}

/** Returns the stretches of an answer in order of time, `{start, end, label}`; null where it is something else. */
export function parseSegments(json: unknown): Segment[] | null {
  const list = isObject(json) && Array.isArray(json.segments) ? json.segments : json;
  const segments = rowsOf(list)?.map((row): Segment | null => {
    if (!isObject(row) || !isNumber(row.start) || !isNumber(row.end)) return null;
    return { label: typeof row.label === "string" ? row.label : "speech", start: row.start, end: row.end };
  });
  return whole(segments)?.sort((a, b) => a.start - b.start) ?? null;
}

function rowsOf(json: unknown): readonly unknown[] | null {
  if (!Array.isArray(json)) return isObject(json) ? listOf(json) : null;
  return Array.isArray(json[0]) && json.length === 1 ? json[0] : json;
}

function whole<T>(items: readonly (T | null)[] | undefined): T[] | null {
  if (!items) return null;
  const kept = items.filter((item): item is T => item !== null);
  return kept.length === items.length ? kept : null;
}

function bare(mask: string): string {
  return mask.replace(/^data:image\/\w+;base64,/, "");
}
