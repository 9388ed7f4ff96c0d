/** An object of JSON; lists and null are none. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns true for an object of JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns what a text of JSON says; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller says what was wanted.
  }
}
