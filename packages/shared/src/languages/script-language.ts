import { wordTable } from "../text/word-table.js";

/** Scripts that belong to one language nearly always. */
const ONE_LANGUAGE = wordTable(
  "ko Hangul, th Thai, el Greek, he Hebrew, ka Georgian, hy Armenian, bn Bengali, ta Tamil, te Telugu, kn Kannada, ml Malayalam, gu Gujarati, pa Gurmukhi, si Sinhala, km Khmer, lo Lao, my Myanmar, am Ethiopic, bo Tibetan",
);
/** Nothing but letters of Latin, signs and marks: most texts. */
const LATIN = /^[\t\n\r -\u036f\u2000-\u206f]*$/;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** A Chinese character says about as much as three letters. */
const LETTERS_OF_A_SIGN = 3;
/** From this share of kana among kana and characters on, a text is Japanese. */
const KANA_OF_JAPANESE = 0.1;

/**
 * Returns the language of a text whose script decides it: the script of most of its letters belongs to one language, or
 * letters of it do. Null for Latin letters, for a script of several languages, and for a text without letters.
 */
export function scriptLanguage(text: string): string | null {
  if (LATIN.test(text)) return null;
  const letters = count(text, /\p{L}/gu);
  const kana = count(text, KANA);
  const signs = count(text, HAN) + kana;
  const weight = letters + signs * (LETTERS_OF_A_SIGN - 1);
  const most = (letters: number) => letters * 2 > weight;
  if (most(signs * LETTERS_OF_A_SIGN)) return kana >= signs * KANA_OF_JAPANESE ? "ja" : "zh";
  for (const [code, script] of Object.entries(ONE_LANGUAGE))
    if (most(count(text, new RegExp(`\\p{Script=${script}}`, "gu")))) return code;
  if (most(count(text, /\p{Script=Arabic}/gu))) return arabicLetters(text);
  if (most(count(text, /\p{Script=Cyrillic}/gu))) return cyrillicLetters(text.toLowerCase());
  return null;
}

function arabicLetters(text: string): string {
  if (/[ٹڈڑںے]/u.test(text)) return "ur";
  return /[پچژگ]/u.test(text) ? "fa" : "ar";
}

function cyrillicLetters(text: string): string | null {
  if (/[ғқұәһ]/u.test(text)) return "kk";
  if (/[ђћџљњј]/u.test(text)) return /[ђћ]/u.test(text) ? "sr" : null;
  if (/ў/u.test(text)) return "be";
  if (/[іїєґ]/u.test(text)) return "uk";
  return /[ыэё]/u.test(text) ? "ru" : null;
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}
