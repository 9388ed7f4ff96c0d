import type { Table } from "@hugginggpt/shared";
import { isNumber, isObject, listOf, rowsOf, whole } from "./json-value.js";

/** Nesting of a vector at most: batch, tokens, dimensions, and one list around them. */
const MAX_DEPTH = 4;

/**
 * Returns an answer's vector; null if there is none. A vector for each token is averaged (mean pooling); of a batch
 * the first counts; `{data: [{embedding}]}` and `{embeddings: []}` are taken apart.
 */
export function parseVector(json: unknown): number[] | null {
  if (isObject(json)) {
    const data = listOf(json.data)[0];
    return parseVector(isObject(data) ? data.embedding : (json.embeddings ?? json.embedding));
  }
  return pool(json, MAX_DEPTH);
}

function pool(json: unknown, depth: number): number[] | null {
  if (!Array.isArray(json) || json.length === 0 || depth === 0) return null;
  if (json.every(isNumber)) return json;
  if (json.length === 1 || (Array.isArray(json[0]) && Array.isArray(json[0][0])))
    return pool(json[0], depth - 1);
  return mean(json);
}

function mean(rows: readonly unknown[]): number[] | null {
  const [first] = rows;
  if (!Array.isArray(first)) return null;
  const sum = new Array<number>(first.length).fill(0);
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== sum.length) return null;
    for (const [i, value] of row.entries()) {
      if (!isNumber(value)) return null;
      sum[i] = (sum[i] ?? 0) + value / rows.length;
    }
  }
  return sum;
}

/**
 * Returns an answer's numbers; null if there are none: a list of numbers, `{scores: []}` or `{similarities: []}`, or
 * a reranker's `[{index, score}]`, put back into the order of the texts.
 */
export function parseNumbers(json: unknown): number[] | null {
  if (isObject(json))
    return parseNumbers(json.scores ?? json.similarities ?? json.predictions ?? json.results);
  const list = rowsOf(json);
  if (list.length === 0) return null;
  if (list.every(isNumber)) return [...list];
  const ranked = whole(list.map(rankOf));
  return ranked?.sort((a, b) => a.index - b.index).map(({ score }) => score) ?? null;
}

function rankOf(row: unknown): { readonly index: number; readonly score: number } | null {
  if (!isObject(row)) return null;
  const score = row.score ?? row.relevance_score;
  return isNumber(row.index) && isNumber(score) ? { index: row.index, score } : null;
}

/** Returns an answer's table, cells as text; null if there is none: columns by name, or a list of rows. */
export function parseTable(json: unknown): Table | null {
  const source = isObject(json) && isObject(json.data) ? json.data : json;
  const columns = isObject(source) ? Object.entries(source) : [["value", source] as const];
  const table: [string, string[]][] = [];
  for (const [name, cells] of columns) {
    if (!Array.isArray(cells) || cells.length === 0) return null;
    table.push([name, cells.map((cell) => (typeof cell === "string" ? cell : JSON.stringify(cell)))]);
  }
  return table.length > 0 ? Object.fromEntries(table) : null;
}
