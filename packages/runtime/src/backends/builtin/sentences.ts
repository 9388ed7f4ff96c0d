/** A sentence and where it begins. */
export interface Sentence {
  readonly text: string;
  /** UTF-16 offset into the text. */
  readonly start: number;
}

/** Abbreviations after which a sentence goes on. */
const ABBREVIATION =
  /(?:^|[\s("'“‘])(?:Dr|Mr|Mrs|Ms|Prof|Rev|Gen|Sen|Rep|Gov|Capt|Lt|Col|St|Mt|No|Nos|vs|etc|cf|e\.g|i\.e|Fig|Eq|ca|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|\p{Lu}|(?:\p{Lu}\.)+\p{Lu})\.\s*$/u;
/** Company forms and quoted questions end a sentence only where no small letter follows. */
const MAYBE_END = /(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros)\.|[!?…]["'”’)\]]+)\s*$/;

/**
 * Returns a text's sentences, trimmed and in order, none of them empty. A blank line always ends one; an abbreviation
 * or an initial ("Dr. Ada", "J. Smith") does not; a closing quotation mark stays with its sentence.
 */
export function sentencesOf(text: string, language = "en"): Sentence[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const sentences: Sentence[] = [];
  let open: Sentence | null = null;
  for (const { segment, index } of segmenter.segment(text)) {
    open = open ? { text: open.text + segment, start: open.start } : { text: segment, start: index };
    if (goesOn(open.text, text.slice(index + segment.length, index + segment.length + 2))) continue;
    sentences.push(open);
    open = null;
  }
  if (open) sentences.push(open);
  return sentences.map(trimmed).filter((sentence) => sentence.text !== "");
}

function goesOn(sentence: string, next: string): boolean {
  if (next === "") return false;
  if (/\n\s*\n\s*$/.test(sentence)) return false;
  if (/\S[ \t]*\r?\n\s*$/.test(sentence) && !/[.!?…。！？]["'”’)\]]*\s*$/.test(sentence))
    return !/^\s/.test(next);
  return ABBREVIATION.test(sentence) || (MAYBE_END.test(sentence) && /^\p{Ll}/u.test(next));
}

function trimmed({ text, start }: Sentence): Sentence {
  const lead = text.length - text.trimStart().length;
  return { text: text.trim().replace(/\s+/g, " "), start: start + lead };
}

/** Returns a text's words in lower case, in order; punctuation and blanks are left out. */
export function wordsOf(text: string, language = "en"): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text))
    if (isWordLike) words.push(segment.toLowerCase());
  return words;
}
