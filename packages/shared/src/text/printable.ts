import { stripVTControlCharacters } from "node:util";

// Tab and newline stay. C0 and C1 controls, bidirectional overrides and isolates, zero-width characters, the byte
// order mark, soft hyphen and the tag block (U+E0000) can hide or forge text on a terminal or in a prompt.
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** What most texts are: nothing of it is removed. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Returns text without terminal escapes, control, invisible and direction-changing characters; CR LF becomes LF. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return stripVTControlCharacters(text).replace(/\r\n?/g, "\n").replace(HIDDEN, "");
}

/** Returns text on one line, at most `limit` characters, with "…" where it was cut. */
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
