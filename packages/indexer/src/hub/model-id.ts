const MODEL_ID = /^(?!\.+(?:\/|$))[\w.-]{1,96}(?:\/(?!\.+$)[\w.-]{1,96})?$/;

/**
 * Returns true for a repository id: `owner/name`, or a legacy id without owner. Each part has at most 96 letters,
 * digits, `_`, `-` and `.`. A part of dots alone is refused, because in an address it leads to another folder.
 */
export function isModelId(value: unknown): value is string {
  return typeof value === "string" && MODEL_ID.test(value);
}
