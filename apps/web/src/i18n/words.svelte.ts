import { store, stored } from "../parts/storage.js";
import { en, type WordKey, type Words } from "./en.js";
import { zh } from "./zh.js";

/** The page's languages by code. */
export const LANGUAGES = { en: "English", zh: "中文" } as const;
export type Language = keyof typeof LANGUAGES;

const WORDS: Readonly<Record<Language, Words>> = { en, zh };

/** Returns the page's language: the chosen one, else the first known one of the browser, else English. */
export function languageFor(chosen: string | null, browser: readonly string[]): Language {
  const wanted = [chosen, ...browser].map((code) => code?.slice(0, 2).toLowerCase());
  return wanted.find((code): code is Language => code !== undefined && Object.hasOwn(WORDS, code)) ?? "en";
}

const state = $state({ language: languageFor(stored("language"), navigator.languages) });

/** The language that the page speaks now. */
export function language(): Language {
  return state.language;
}

/** Switches the page to a language, for this visit and later ones. */
export function speak(chosen: Language): void {
  state.language = chosen;
  store("language", chosen);
}

/** Returns words of the page, with values in place of `{names}`. */
export function t(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[state.language][key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
