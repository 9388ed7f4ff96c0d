import type { UserFile } from "@hugginggpt/shared";
import { decodeText } from "@hugginggpt/shared/http";
import {
  type LanguageDetector,
  languageCode,
  languageDetector,
  languagesNamed,
} from "@hugginggpt/shared/languages";
import { CHINESE } from "./chinese/split-chinese.js";
import type { Mention } from "./find-mentions.js";
import { isLanguageOfNoun, LANGUAGE_NAMES } from "./languages.js";
import { Pattern } from "./pattern.js";
import type { LanguageRules } from "./request/clause.js";

/** Characters of a file that tell its language. */
const READ = 1000;
/** Says that something is to be turned into another language; "in French" alone may say which one it is in. */
const TURNS = /\btranslat|\binto\b|[译譯]/i;
const NAMES_LANGUAGE = new Pattern(`\\bin (?:the )?(?:${LANGUAGE_NAMES})\\b|语|文`);

/** Returns what tells the language of a request's texts; it is loaded only for a request that may say it itself. */
export async function detectorOf(
  request: string,
  rules: LanguageRules | null = null,
): Promise<LanguageDetector> {
  const mayTell = rules
    ? languagesNamed(request).length > 0
    : NAMES_LANGUAGE.test(request) && !TURNS.test(request);
  return mayTell ? languageDetector() : () => null;
}

/**
 * Returns the mentions without translations into the language that the texts are in already: "summarize in French" of a
 * French text, "read this text in Spanish aloud". A text too short to tell is in the language that the request says it
 * is in, where it is only read aloud.
 */
export function withoutOwnLanguage(
  mentions: readonly Mention[],
  texts: readonly string[],
  detect: LanguageDetector,
): readonly Mention[] {
  const others = mentions.filter(({ task }) => task !== "translation");
  const isOnlyRead = others.every(({ task }) => task === "text-to-speech");
  const isOwn = ({ task, clause, words, rules, language: target }: Mention): boolean => {
    if (task !== "translation" || TURNS.test(rules === CHINESE ? words : clause)) return false;
    const language = languageCode(target ?? "");
    if (language === null) return false;
    const stated = isOnlyRead && isLanguageOfNoun(clause) ? language : null;
    return texts.every((text) => (detect(text) ?? stated) === language);
  };
  return texts.length > 0 && others.length > 0 ? mentions.filter((mention) => !isOwn(mention)) : mentions;
}

/** Returns the beginning of a text file as text. */
export function beginningOf({ bytes }: Pick<UserFile, "bytes">): string {
  return decodeText(bytes.subarray(0, READ)).text;
}
