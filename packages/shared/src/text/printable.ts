import { stripVTControlCharacters } from "node:util";

/**
 * What a terminal does not show, and what changes the direction of what it shows: it can hide or forge text on a
 * screen or in a prompt. Controls but tab and newline; all that Unicode's renderers shall ignore (zero-width
 * characters, variation selectors, fillers, tags); marks of direction and of annotation; the line and paragraph
 * separator.
 */
export const HIDDEN =
  /(?![\t\n])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffb]/gu;
/** Line ends other than a newline. */
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;

/** Matches most texts, from which nothing is removed. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Returns text without terminal escapes and what is `HIDDEN`; every other end of a line becomes a newline. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return stripVTControlCharacters(text).replace(LINE_END, "\n").replace(HIDDEN, "");
}

/** Returns text on one line, with at most `limit` characters and "…" at a cut. */
export function oneLine(text: string, limit = 300): string {
  const line = printable(text).replace(/\s+/g, " ").trim();
  if (line.length <= limit) return line;
  const characters = Array.from(line);
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}
