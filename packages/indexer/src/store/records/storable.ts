/** What a database of texts in UTF-8 cannot hold: half a character; and the one sign that PostgreSQL refuses. */
const REPLACEMENT = "\ufffd";

/**
 * Returns plain values as every database keeps them: NUL and lone surrogates, which a hostile card or listing may have,
 * become U+FFFD. What is fine comes back as it is.
 */
export function storable<T>(value: T): T {
  // The casts: each part is replaced by one of its own type.
  if (typeof value === "string") return (isFine(value) ? value : cleaned(value)) as T;
  if (Array.isArray(value)) return (value.every(isStorable) ? value : value.map(storable)) as T;
  if (typeof value !== "object" || value === null || isStorable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, storable(part)])) as T;
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") return isFine(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isStorable);
}

function isFine(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

function cleaned(text: string): string {
  return text.toWellFormed().replaceAll("\0", REPLACEMENT);
}
