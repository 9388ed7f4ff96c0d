import { scriptLanguage } from "./script-language.js";

/** Returns the language of a text by its code; null if the text is too short or is no prose. */
export type LanguageDetector = (text: string) => string | null;

/** More of a text would not change what its beginning says. */
const READ = 1000;
/** Shorter texts say nothing of a language in Latin letters. */
const MIN_LETTERS = 4;
/** Up to this many words the detector must be sure of itself. */
const FEW_WORDS = 2;
/** Words that English uses most and the other languages of its script hardly ever. */
const ENGLISH = new Set(
  "the and of is are was were this that these those with what which who how my your you it its they their there have has not from for can could would will should please does".split(
    " ",
  ),
);
const ENGLISH_SHARE = 0.2;
/** Of them those that no other language writes so: one decides where there are at most four words. */
const ONLY_ENGLISH = new Set(
  "the this these those with what which how your their should would could please does".split(" "),
);
/** Scores of the detector, 0 to 1, that are closer than this say nothing. */
const TIE = 0.01;

/** A word without a capital letter; not a part of an address or of a longer word. */
const SMALL_WORD = /(?<![\p{L}\p{M}\p{N}'’.@/-])\p{Ll}[\p{L}\p{M}'’]*/gu;
/** Names and headings look foreign: without small words only a score from this one up is believed. */
const SURE = 0.75;
/** Small words that score this much for a language may belong to it. */
const POSSIBLE = 0.76;

let loading: Promise<LanguageDetector> | null = null;

/**
 * Returns a detector that serves for these texts: the whole one where one of them needs it, else the part that needs
 * not be loaded, which knows no other text in Latin letters than English.
 */
export async function detectorFor(texts: readonly string[]): Promise<LanguageDetector> {
  const needIt = texts.map(readable).some((text) => decided(text) === null && needsDetector(text));
  return needIt ? languageDetector() : (text) => decided(readable(text));
}

/**
 * Returns the language of a text, as `languageDetector` does. Loads the detector only where neither script nor common
 * English words decide.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const read = readable(text);
  return decided(read) ?? (needsDetector(read) ? (await languageDetector())(text) : null);
}

/**
 * Returns the language of a text that is surely in none of the known ones; null if it may be. The names in an English
 * sentence ("Angela Merkel met Emmanuel Macron in Berlin") do not make it German: its words in small letters count.
 */
export async function otherLanguage(text: string, known: readonly string[]): Promise<string | null> {
  const code = await detectLanguage(text);
  if (code === null || known.includes(code)) return null;
  const read = readable(text);
  if (scriptLanguage(read) !== null) return code;
  const { eld } = await import("eld/extrasmall");
  const small = eld.detect((read.match(SMALL_WORD) ?? []).join(" ")).getScores();
  const hasScores = Object.keys(small).length > 0;
  if (hasScores) return known.some((one) => (small[one] ?? 0) >= POSSIBLE) ? null : code;
  return Math.max(0, ...Object.values(eld.detect(read).getScores())) >= SURE ? code : null;
}

/**
 * Returns the detector, loaded at the first call (about a quarter of a second of processor time): by script where that
 * decides, by the commonest words of English, else by letter sequences (`eld`, 60 languages).
 */
export function languageDetector(): Promise<LanguageDetector> {
  loading ??= import("eld/extrasmall").then(({ eld }) => (text) => {
    const read = readable(text);
    const early = decided(read);
    if (early !== null || !needsDetector(read)) return early;
    const found = eld.detect(read);
    const isShort = wordsOf(read).length <= FEW_WORDS;
    if (found.language === "" || (isShort && !found.isReliable())) return null;
    return likeliest(found.language, found.getScores());
  });
  return loading;
}

/**
 * Settles what the detector cannot: Indonesian, which it takes for Malay, and a tie with Russian, the most written of
 * its script.
 */
function likeliest(code: string, scores: Readonly<Record<string, number>>): string {
  if (code === "ms") return "id";
  return (scores[code] ?? 0) - (scores.ru ?? 0) < TIE ? "ru" : code;
}

function decided(text: string): string | null {
  const script = scriptLanguage(text);
  if (script !== null) return script;
  const words = wordsOf(text);
  const english = words.filter((word) => ENGLISH.has(word));
  if (words.length <= 4 && english.some((word) => ONLY_ENGLISH.has(word))) return "en";
  return new Set(english).size >= 2 && english.length >= words.length * ENGLISH_SHARE ? "en" : null;
}

/** Whether there are words enough to tell, and more words than signs: neither a number nor a formula. */
function needsDetector(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const signs = text.match(/[^\p{L}\p{M}\s.,;:!?¿¡'’"“”„«»()-]/gu)?.length ?? 0;
  return letters >= MIN_LETTERS && signs * 3 < letters;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}

/** The beginning of a text without addresses. */
function readable(text: string): string {
  return text.slice(0, READ).replace(/(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gu, " ");
}
