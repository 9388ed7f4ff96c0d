import { ENGLISH_NAMES } from "@hugginggpt/shared/languages";

/** Alternatives of a regular expression: every language name that is understood. */
export const LANGUAGE_NAMES = ENGLISH_NAMES.join("|");

const TARGET = new RegExp(`\\b(?:in|into|to)\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`, "i");
const SOURCE = new RegExp(`\\bfrom\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`, "i");

/** Returns the language that a clause wants ("into German"), capitalised; null where it names none. */
export function targetLanguage(clause: string): string | null {
  return capitalised(TARGET.exec(clause)?.[1]);
}

/** Returns the language that a clause starts from ("from French"), capitalised; null where it names none. */
export function sourceLanguage(clause: string): string | null {
  return capitalised(SOURCE.exec(clause)?.[1]);
}

function capitalised(name: string | undefined): string | null {
  return name ? name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() : null;
}
