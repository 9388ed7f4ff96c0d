import type { Box, Keypoint, Mask, Segment } from "@hugginggpt/shared";
import { isNumber, isObject, listOf, numberOrNull, whole } from "./json-value.js";

/** Returns the boxes of an answer, best first; an empty list where nothing was found; null if it is something else. */
export function parseBoxes(json: unknown): Box[] | null {
  const boxes = rowsOf(json).map((row): Box | null => {
    if (!isObject(row) || typeof row.label !== "string" || !isNumber(row.score) || !isObject(row.box))
      return null;
    const { xmin, ymin, xmax, ymax } = row.box;
    if (!isNumber(xmin) || !isNumber(ymin) || !isNumber(xmax) || !isNumber(ymax)) return null;
    return { label: row.label, score: row.score, box: { xmin, ymin, xmax, ymax } };
  });
  return whole(boxes)?.sort((a, b) => b.score - a.score) ?? null;
}

/**
 * Returns the masks of an answer (PNG in base64, without the beginning of a `data:` address); null if it is something
 * else. Scores may stand in a list of their own beside the masks.
 */
export function parseMasks(json: unknown): Mask[] | null {
  const list = isObject(json) && Array.isArray(json.masks) ? json.masks : json;
  const scores = isObject(json) ? listOf(json.scores) : [];
  const masks = rowsOf(list).map((row, i): Mask | null => {
    if (typeof row === "string")
      return { label: `mask ${i + 1}`, score: numberOrNull(scores[i]), mask: bare(row) };
    if (!isObject(row) || typeof row.mask !== "string") return null;
    const label = typeof row.label === "string" ? row.label : `mask ${i + 1}`;
    return { label, score: numberOrNull(row.score), mask: bare(row.mask) };
  });
  return whole(masks);
}

/**
 * Returns the points of an answer: `{label, x, y}`, `{label, point: {x, y}}`, or lists of them in `{keypoints}`, where
 * a point may also be `[x, y]` with labels and scores in lists of their own; null if it is something else.
 */
export function parseKeypoints(json: unknown): Keypoint[] | null {
  const rows = rowsOf(json).flatMap(pointsOf);
  const points = rows.map((row, i): Keypoint | null => {
    const at = isObject(row) && isObject(row.point) ? row.point : row;
    if (!isObject(row) || !isObject(at) || !isNumber(at.x) || !isNumber(at.y)) return null;
    const label = typeof row.label === "string" ? row.label : `point ${i + 1}`;
    return { label, score: numberOrNull(row.score), x: at.x, y: at.y };
  });
  return whole(points);
}

/** Returns the segments of an answer in order of time, `{start, end, label}`; null if it is something else. */
export function parseSegments(json: unknown): Segment[] | null {
  const list = isObject(json) && Array.isArray(json.segments) ? json.segments : json;
  const segments = rowsOf(list).map((row): Segment | null => {
    if (!isObject(row) || !isNumber(row.start) || !isNumber(row.end)) return null;
    return { label: typeof row.label === "string" ? row.label : "speech", start: row.start, end: row.end };
  });
  return whole(segments)?.sort((a, b) => a.start - b.start) ?? null;
}

function pointsOf(row: unknown): readonly unknown[] {
  if (!isObject(row) || !Array.isArray(row.keypoints)) return [row];
  const [labels, scores] = [listOf(row.labels), listOf(row.scores)];
  return row.keypoints.map((point, i) =>
    Array.isArray(point) ? { label: labels[i], score: scores[i], x: point[0], y: point[1] } : point,
  );
}

/** A text is no row: it makes the answer something else. */
function rowsOf(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) return [isObject(json) ? json : null];
  return Array.isArray(json[0]) && json.length === 1 ? json[0] : json;
}

function bare(mask: string): string {
  return mask.replace(/^data:image\/\w+;base64,/, "");
}
