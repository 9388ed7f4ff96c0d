import { asciiSentences, asciiWords, isPlainAscii, type Segment } from "./ascii-segments.js";
import { type Block, blocksOf } from "./blocks.js";

/** A sentence, where it begins and the kind of block it stands in. */
export interface Sentence {
  /** Trimmed, with single blanks. */
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: Block["kind"];
  /** True for the last sentence of a heading, list entry or paragraph. */
  readonly closes: boolean;
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Splits a text into segments, in order. */
type Segmenter = (text: string) => Iterable<Segment>;

/** Abbreviations that never end a sentence. */
const NEVER_LAST =
  /(?:^|[\s("'“‘])(?:Dr|Mr|Mrs|Ms|Prof|Rev|Gen|Sen|Rep|Gov|Capt|Lt|Col|St|Mt|vs|cf|e\.g|i\.e|ca|approx)\.$/u;
/** Abbreviations before a figure. */
const BEFORE_FIGURE = /(?:^|[\s("'“‘])(?:Nos?|Figs?|Eqs?|pp?|vol|sec)\.$/iu;
/** Months, initials and acronyms: they end a sentence before a word that begins one. */
const BEFORE_NAME =
  /(?:^|[\s("'“‘-])(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|\p{Lu}|(?:\p{Lu}\.)+\p{Lu})\.$/u;
/** Company forms and quoted questions end a sentence only where no small letter follows. */
const BEFORE_SMALL = /(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|etc|al)\.|[!?…]["'”’)\]]*)$/;
const STARTERS = new Set(
  (
    "a after all also an and any as at because before both but by during each even every for from he her here his how " +
    "however i if in it its many most my no not now on one only other our she since so some such that the their then " +
    "there these they this those though to until we what when where which while who why with yet you your"
  ).split(" "),
);
/** Characters of a quotation that stays whole; a longer one is split into its sentences. */
const LONGEST_QUOTE = 400;
const QUOTE = new RegExp(
  `“[^“”]{1,${LONGEST_QUOTE}}”|(?<![\\p{L}\\p{N}])"(?=\\S)[^"]{1,${LONGEST_QUOTE}}(?<=\\S)"(?!\\p{L})`,
  "gu",
);
const WINDOW = /.{1,4000}(?:[.!?…。！？]["'”’)\]]*\s+|$)|.{1,4000}/gs;
const WORD_WINDOW = /.{1,2000}(?:\s|$)|.{1,2000}/gs;
const FROM_NUMBERED = /^\s*\d/;

/**
 * Returns an English text's sentences, in order, none of them empty. The end of a heading, list entry or paragraph
 * always ends one; an abbreviation or an initial ("Dr. Ada", "J. Smith") does not, nor does anything within a
 * quotation.
 */
export function sentencesOf(text: string): Sentence[] {
  const segment = segmenterOf("sentence");
  return blocksOf(text).flatMap((block) => {
    const pieces = piecesOf(block.text, segment);
    return pieces.map(({ start, end }, i) => {
      const raw = block.text.slice(start, end);
      const from = block.start + start + raw.length - raw.trimStart().length;
      return {
        text: raw.trim().replace(/\s+/g, " "),
        start: from,
        end: from + raw.trim().length,
        kind: block.kind,
        closes: i === pieces.length - 1,
      };
    });
  });
}

function piecesOf(text: string, segment: Segmenter): Piece[] {
  const quotes = [...text.matchAll(QUOTE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const pieces: Piece[] = [];
  let start = 0;
  let quote = 0;
  for (const { segment: found, index } of segmentsOf(text, segment)) {
    const end = index + found.length;
    while ((quotes[quote]?.end ?? Number.POSITIVE_INFINITY) <= end) quote++;
    const quoted = (quotes[quote]?.start ?? end) < index + found.trimEnd().length;
    if (end < text.length && (quoted || isContinued(text, start, end))) continue;
    if (text.slice(start, end).trim() !== "") pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** Window by window, each up to the last end of a sentence in it: the segmenter's time grows with the square. */
function* segmentsOf(text: string, segment: Segmenter): Generator<Segment> {
  for (const { 0: window, index: start } of text.matchAll(WINDOW))
    for (const { segment: found, index } of segment(window)) yield { segment: found, index: start + index };
}

/** Returns a segmenter. `Intl.Segmenter` is made for the first text that needs it. */
function segmenterOf(granularity: "sentence" | "word"): Segmenter {
  const ofAscii = granularity === "sentence" ? asciiSentences : asciiWords;
  let segmenter: Intl.Segmenter | null = null;
  return (text) => {
    if (isPlainAscii(text)) return ofAscii(text);
    segmenter ??= new Intl.Segmenter("en", { granularity });
    return segmenter.segment(text);
  };
}

function isContinued(text: string, start: number, end: number): boolean {
  const tail = text.slice(Math.max(start, end - 40), end).trimEnd();
  const next = text.slice(end, end + 40).trimStart();
  if (NEVER_LAST.test(tail)) return true;
  if (BEFORE_FIGURE.test(tail)) return FROM_NUMBERED.test(next);
  if (BEFORE_SMALL.test(tail)) return /^\p{Ll}/u.test(next);
  if (tail.endsWith(".") && /^\p{Ll}/u.test(next)) return true;
  const word = /^[\p{L}'’]+/u.exec(next)?.[0].toLowerCase() ?? "";
  return BEFORE_NAME.test(tail) && !STARTERS.has(word);
}

/** Returns an English text's words in lower case, in order; punctuation and blanks are left out. */
export function wordsOf(text: string): string[] {
  const segment = segmenterOf("word");
  const words: string[] = [];
  for (const [window] of text.matchAll(WORD_WINDOW))
    for (const { segment: found, isWordLike } of segment(window))
      if (isWordLike) words.push(found.toLowerCase());
  return words;
}
