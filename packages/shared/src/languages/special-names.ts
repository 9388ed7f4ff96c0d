import { wordTable } from "../text/word-table.js";

/**
 * Words before a language's name in languages that use the same word for a country: lower case, by interface language.
 */
export const NAMED_AFTER: Readonly<Record<string, { readonly locale: string; readonly drop: RegExp }>> = {
  bahasa: { locale: "id", drop: /$^/u },
  tiếng: { locale: "vi", drop: /^tiếng /u },
};

/**
 * Words that name a language and mean something else as often: taken for the language only in the middle of a
 * sentence, capitalised.
 */
export const DOUBTFUL = new Set(
  "polish ewe ido afar twi akan fula cree tonga nauru lao pali kongo fang sango rundi lozi".split(" "),
);
/** Inflected names that are words or countries of another language. */
export const NO_NAMES = new Set("china india chine fines gales danes norma".split(" "));

/** One character for a language, as between 译 or 翻 ("中译英"). */
export const SHORT_EASTERN = wordTable(
  "中 zh, 汉 zh, 英 en, 日 ja, 韩 ko, 法 fr, 德 de, 俄 ru, 西 es, 意 it, 葡 pt",
);
