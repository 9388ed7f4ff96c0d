export { isJsonObject as isObject, type JsonObject } from "@hugginggpt/shared";

/** Returns a value as a list of its items: a list itself, nothing as the empty list, anything else as one item. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns an answer's rows: a list, the first list of a list of lists, anything else as one row. */
export function rowsOf(value: unknown): readonly unknown[] {
  const rows = listOf(value);
  return Array.isArray(rows[0]) ? rows[0] : rows;
}

/** Returns a list without null; null if one of its items is null. */
export function whole<T>(items: readonly (T | null)[]): T[] | null {
  const kept = items.filter((item) => item !== null);
  return kept.length === items.length ? kept : null;
}

/** Returns a number; null for anything else, NaN and the infinities included. */
export function numberOrNull(value: unknown): number | null {
  return isNumber(value) ? value : null;
}

/** Returns true for a number that is neither NaN nor infinite. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
