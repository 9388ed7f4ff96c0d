import { type LanguageNames, languageNames, namesInSigns, type Stem } from "./language-names.js";
import { BEGINNING, beginningAt, EASTERN } from "./name-beginning.js";
import { DOUBTFUL, NAMED_AFTER, NO_NAMES, SHORT_EASTERN } from "./special-names.js";

const WORD = /[\p{L}\p{M}]+/uy;
const MAX_ENDING = 5;
const MAX_WORDS = 4;
/** Latin letters and Latin America are not the language. */
const NOT_LATIN = /^\W*(?:script|letters?|characters?|alphabets?|americas?|americans?|music|dances?)\b/i;

/**
 * Returns the codes of the languages that a text names, in order of appearance, each once. Names are understood in
 * English and in the large languages, with their endings ("Deutsche", "по-русски", "英文", "中译英"). A word that means
 * something else as often ("polish") counts only where it is capitalised within a sentence.
 */
export function languagesNamed(text: string): readonly string[] {
  const names = languageNames();
  const found: { readonly at: number; readonly code: string }[] = [];
  for (const { word, at } of likelyWords(names, text)) {
    const code = namedAt(names, text, word, at);
    if (code !== null) found.push({ at, code });
  }
  if (EASTERN.test(text)) found.push(...easternNamed(text));
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ code }) => code))];
}

/**
 * Returns the code of the language of which this text is a name ("German", "Brazilian Portuguese"); null if it is
 * none.
 */
export function codeOfName(text: string): string | null {
  const name = text.trim().slice(0, 60);
  const whole = languageNames().whole.get(name.toLowerCase());
  if (whole !== undefined) return whole;
  const [first, ...others] = name.split(/\s+/).length <= MAX_WORDS ? languagesNamed(name) : [];
  return others.length === 0 ? (first ?? null) : null;
}

/**
 * The words of a text that begin as a language's name does. Most do not, and are left where they stand: cards are
 * long.
 */
function likelyWords(names: LanguageNames, text: string): { word: string; at: number }[] {
  const words: { word: string; at: number }[] = [];
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const begins = !inWord;
    inWord = isLetter(text.charCodeAt(at));
    if (!begins || !inWord || names.beginnings[beginningAt(text, at)] === 0) continue;
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word !== undefined) words.push({ word, at });
  }
  return words;
}

/** Whether a unit of UTF-16 can belong to a word: an English letter, or anything above the signs of Latin-1. */
function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0xc0 && (unit < 0x2000 || unit > 0x206f));
}

function namedAt(names: LanguageNames, text: string, word: string, at: number): string | null {
  const lower = word.toLowerCase();
  if (NO_NAMES.has(lower)) return null;
  if (NAMED_AFTER[lower] !== undefined) return phraseAt(names, text.slice(at, at + 40));
  const code = names.whole.get(lower);
  if (code === undefined) return inflected(names, lower);
  if (DOUBTFUL.has(lower) && !isCapitalisedWithin(text, word, at)) return null;
  return code === "la" && NOT_LATIN.test(text.slice(at + word.length, at + word.length + 20)) ? null : code;
}

function isCapitalisedWithin(text: string, word: string, at: number): boolean {
  return (
    word[0] !== word[0]?.toLowerCase() && /[\p{L}\p{N},("]\s*$/u.test(text.slice(Math.max(0, at - 3), at))
  );
}

/** Names of several words: "bahasa Inggris", "tiếng Tây Ban Nha". */
function phraseAt(names: LanguageNames, text: string): string | null {
  const words = text.toLowerCase().split(/\s+/).slice(0, MAX_WORDS);
  for (let length = words.length; length > 1; length -= 1) {
    const code = names.whole.get(
      words
        .slice(0, length)
        .join(" ")
        .replace(/[^\p{L}\p{M}]+$/u, ""),
    );
    if (code !== undefined) return code;
  }
  return null;
}

function inflected({ stemsLike, endings }: LanguageNames, word: string): string | null {
  let longest: Stem | null = null;
  for (const one of stemsLike(word.slice(0, BEGINNING))) {
    const { stem, ending } = one;
    if (stem.length <= (longest?.stem.length ?? 0) || word.length - stem.length > MAX_ENDING) continue;
    if (word.startsWith(stem) && endings[ending]?.test(word.slice(stem.length))) longest = one;
  }
  return longest?.code ?? null;
}

function* easternNamed(text: string): Generator<{ at: number; code: string }> {
  const { pattern, codes } = namesInSigns();
  for (const match of text.matchAll(pattern)) {
    const [all] = match;
    const code = codes.get(all);
    if (code !== undefined) yield { at: match.index, code };
    else
      for (const [offset, sign] of [...all].entries()) {
        const short = SHORT_EASTERN[sign];
        if (short !== undefined) yield { at: match.index + offset, code: short };
      }
  }
}
