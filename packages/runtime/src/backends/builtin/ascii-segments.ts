/**
 * What the rules below do not cover: letters beyond ASCII, and characters on which versions of Unicode or ICU differ.
 */
const OTHER = /[^\x20-\x7e]|[_;]|[a-z]:[a-z]/i;
/**
 * The end of a sentence in ASCII: UAX #29, SB6 to SB11. The lookaheads with a group after them take quotation marks,
 * brackets and blanks whole, so that none of them is given back.
 */
const END =
  /[!?](?=(["'()[\]{}]* *))\1(?![,:.!?-])|\.(?!\d)(?<![a-z]\.(?=[A-Z])|[A-Z]\.(?=[A-Z]))(?=(["'()[\]{}]* *))\2(?![,:.!?-]|[^A-Za-z.!?]*[a-z])/g;
/** A word in ASCII: UAX #29, WB5 to WB12. */
const WORD = /(?:[A-Za-z](?:['.](?=[A-Za-z]))?|\d(?:['.,](?=\d))?)+/g;

/** A segment as `Intl.Segmenter` gives it. */
export type Segment = Pick<Intl.SegmentData, "segment" | "index" | "isWordLike">;

/**
 * Returns true for a text that the two functions here split exactly as `Intl.Segmenter` does in English. The first
 * segmenter of a process costs as much as a twentieth of the smallest run: V8 lists all locales for it.
 */
export function isPlainAscii(text: string): boolean {
  return !OTHER.test(text);
}

/** Returns the sentences of a text, each with the blanks that follow it. */
export function asciiSentences(text: string): Segment[] {
  const ends = [...text.matchAll(END)].map(({ 0: end, index }) => index + end.length);
  const starts = [0, ...ends].filter((start) => start < text.length);
  return starts.map((index, at) => ({ segment: text.slice(index, starts[at + 1]), index }));
}

/** Returns the words of a text; what is between them is left out. */
export function asciiWords(text: string): Segment[] {
  return [...text.matchAll(WORD)].map(({ 0: segment, index }) => ({ segment, index, isWordLike: true }));
}
