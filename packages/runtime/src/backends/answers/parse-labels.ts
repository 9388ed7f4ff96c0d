import type { Label } from "@hugginggpt/shared";
import { isNumber, isObject, type JsonObject, listOf, rowsOf, whole } from "./json-value.js";

/**
 * Returns the labels of an answer, best first; null if it holds none. Accepts lists, lists in lists (the first one
 * counts), `{label, score}`, `{labels: [], scores: []}` with and without a list around it, fill-mask's `token_str`, and
 * bare labels or numbers of tabular models, one for each row in their order, whose score is 1 because none is given.
 */
export function parseLabels(json: unknown): Label[] | null {
  const rows = rowsOf(json);
  const first = rows[0];
  if (first === undefined) return null;
  if (isObject(first) && Array.isArray(first.labels)) return columns(first);
  if (rows.every((row) => typeof row === "string" || isNumber(row)))
    return rows.map((row) => ({ label: String(row), score: 1 }));
  return bestFirst(rows.map(labelOf));
}

function labelOf(row: unknown): Label | null {
  if (!isObject(row)) return null;
  const label = [row.label, row.token_str, row.answer].find((name) => typeof name === "string");
  return typeof label === "string" && isNumber(row.score) ? { label: label.trim(), score: row.score } : null;
}

function columns({ labels, scores }: JsonObject): Label[] | null {
  const rows = listOf(labels).map((label, i) => labelOf({ label, score: listOf(scores)[i] }));
  return rows.length > 0 ? bestFirst(rows) : null;
}

function bestFirst(labels: readonly (Label | null)[]): Label[] | null {
  return whole(labels)?.sort((a, b) => b.score - a.score) ?? null;
}
