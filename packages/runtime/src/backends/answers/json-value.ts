/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns true for a JSON object; lists and null are none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns a value as a list of its items: a list itself, nothing as the empty list, anything else as one item. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns true for a number that is neither NaN nor infinite. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
