const MODEL_ID = /^(?!\.+(?:\/|$))[\w.-]{1,96}(?:\/(?!\.+$)[\w.-]{1,96})?$/;

/**
 * Returns true for a repository id: `owner/name`, or a legacy id without owner; letters, digits, `_`, `-` and `.`, at
 * most 96 a part. A part of dots alone is refused: it would climb in an address.
 */
export function isModelId(value: unknown): value is string {
  return typeof value === "string" && MODEL_ID.test(value);
}
