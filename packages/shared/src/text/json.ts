/** A JSON object, not a list or null. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns true for a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON; undefined for invalid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller reports what was wanted.
  }
}
