/** A name in a text. */
export interface NameSpan {
  readonly entity: "PER" | "LOC" | "ORG";
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** Honorifics and offices that make the capitalised word after them a person. */
export const TITLES =
  "Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Reverend|Sir|Dame|Captain|Capt|Colonel|Lieutenant|Sergeant|Sgt|Inspector|" +
  "President|Chancellor|Senator|Governor|Mayor|Councillor|Bishop|Archbishop";
/** Others that a person's name may follow, and a company's or a street's as well ("General Motors"). */
const OFFICES =
  "Lord|Lady|Judge|Justice|General|Gen|Major|Minister|Father|Sister|Brother|Aunt|Uncle|Coach|Director";
/** An honorific or an office at the beginning of a person's name. */
export const HONORIFIC = new RegExp(`^(?:${TITLES}|${OFFICES})\\.?\\s+`, "u");
/** A capitalised word, as a pattern: "Ada", "O'Connor", "Jean-Luc", "McEwan", "BBC". */
export const CAPITALISED = "\\p{Lu}[\\p{L}\\p{M}\\p{N}]*(?:['’-]\\p{Lu}[\\p{L}\\p{M}]*)*";

/** Blanks and punctuation around a name; a full stop belongs to "Corp." and "U.S.". */
const LEADING = /^[\s"'“”‘’([{<,;:!?.…•*#_–—-]+/u;
const TRAILING = /[\s"'“”‘’)\]}>,;:!?…•*#_–—-]+$/u;
const POSSESSIVE = /(?:['’]s|(?<=s)['’])$/i;
const ENDS_WITH_STOP = /(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|St)|\b\p{Lu}(?:\.\p{Lu})*)\.$/u;
/** Words without a capital at either end ("old town", "Peter writes") are not of the name; "iPhone" has one. */
const SMALL_BEFORE = /^(?![\p{Ll}\d]*\p{Lu})[^\s]+\s+/u;
const SMALL_AFTER = /\s+(?!\p{Ll}*\p{Lu})(?!\d+$)[^\s]+$/u;

/**
 * Returns the span of a name without what does not belong to it: punctuation, small words around it, a possessive, the
 * honorific before a full name. Null if no capital letter is left.
 */
export function trimmedSpan(span: NameSpan, text: string): NameSpan | null {
  let name = text.slice(span.start, span.end);
  let start = span.start;
  const cut = (pattern: RegExp): void => {
    const length = pattern.exec(name)?.[0].length ?? 0;
    name = name.slice(length);
    start += length;
  };
  for (let before = ""; before !== name; ) {
    before = name;
    cut(LEADING);
    cut(SMALL_BEFORE);
    name = name.replace(TRAILING, "");
    // "Book club" is no organisation by its first word alone, "Peter writes" is a person by it.
    if (span.entity === "ORG" && SMALL_AFTER.test(name)) return null;
    name = name.replace(SMALL_AFTER, "").replace(POSSESSIVE, "");
    if (name.endsWith(".") && !ENDS_WITH_STOP.test(name)) name = name.slice(0, -1);
  }
  if (span.entity === "PER") cut(/^(?:Old|Young|Little|Poor|Dear|Hi|Hello|Hey|Thanks)\s+/u);
  if (span.entity === "PER" && name.replace(HONORIFIC, "").includes(" ")) cut(HONORIFIC);
  return /^\p{Ll}{0,2}\p{Lu}/u.test(name) && name.length > 1
    ? { ...span, start, end: start + name.length }
    : null;
}

/** Returns spans in the text's order without overlaps: of two the longer stays, of equals the earlier listed. */
export function withoutOverlaps(spans: readonly NameSpan[]): NameSpan[] {
  const taken = new Uint8Array(spans.reduce((last, span) => Math.max(last, span.end), 0));
  const longestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept = longestFirst.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}
