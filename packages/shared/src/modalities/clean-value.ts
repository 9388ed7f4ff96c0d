import { printable } from "../text/printable.js";

/** Characters of a text and items of a list at most: far above what any task here returns. */
const MAX_TEXT = 1_000_000;
const MAX_ITEMS = 10_000;

/** Returns a text free of control characters, cut at a million characters. */
export function cleanText(text: string): string {
  return printable(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
}

/** Returns the first 10,000 items of a list. */
export function cleanList<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, MAX_ITEMS);
}

/** Returns the first 10,000 items of a list with clean labels. */
export function cleanLabelled<T extends { readonly label: string }>(items: readonly T[]): readonly T[] {
  return cleanList(items).map((one) => ({ ...one, label: cleanText(one.label) }));
}
