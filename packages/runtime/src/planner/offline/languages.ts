import { englishNames } from "@hugginggpt/shared/languages";
import { Pattern } from "./pattern.js";
import { NOUNS } from "./words.js";

/** Alternatives of a regular expression: every language name that is understood. */
export const LANGUAGE_NAMES = englishNames().join("|");

const TARGET = new Pattern(`\\b(?:in|into|to)\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`);
const SOURCE = new Pattern(`\\bfrom\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`);

/** Returns the language that a clause wants ("into German"), capitalised; null if it names none. */
export function targetLanguage(clause: string): string | null {
  return capitalised(TARGET.exec(clause)?.[1]);
}

/** Returns the language that a clause starts from ("from French"), capitalised; null if it names none. */
export function sourceLanguage(clause: string): string | null {
  return capitalised(SOURCE.exec(clause)?.[1]);
}

const ALONE = new Pattern(`^(?:(?:(?:in)?to|in) )?(?:${LANGUAGE_NAMES})\\W*$`);

/** Returns true for words that are a language's name and nothing more ("into French"). */
export function isLanguage(words: string): boolean {
  return ALONE.test(words);
}

const WRITTEN = `${NOUNS.text}|${NOUNS.audio}|poems?|songs?|jokes?|slogans?|scripts?|recipes?|quotes?|words?|lines?`;
/** "this tweet in Spanish", "the speech that is spoken in German", "in Spanish, write ..." */
const OF_NOUN = new Pattern(
  `(?:${WRITTEN})(?: (?:that is |which is )?(?:written|spoken|recorded))? in (?:${LANGUAGE_NAMES})\\b|^in (?:${LANGUAGE_NAMES}),? (?:write|compose)\\b`,
);

/** Returns true if a clause says which language a text is in or is to be written in, and asks for no translation. */
export function isLanguageOfNoun(clause: string): boolean {
  return OF_NOUN.test(clause) && !/\btranslat|\binto\b/i.test(clause);
}

function capitalised(name: string | undefined): string | null {
  return name ? name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() : null;
}
