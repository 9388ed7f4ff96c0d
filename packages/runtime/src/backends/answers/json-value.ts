export { isJsonObject as isObject, type JsonObject } from "@hugginggpt/shared";

/** Returns a value as a list of its items: a list itself, nothing as the empty list, anything else as one item. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns true for a number that is neither NaN nor infinite. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
