import { describeError } from "@hugginggpt/shared";
import type { Help } from "commander";

/** Another language than English. */
export interface Speech {
  /** Its name as pages state it (BCP 47): `zh-Hans`. */
  readonly tag: string;
  /** Returns the form of an English text, `{1}` and `{2}` for its values; undefined if it has none. */
  readonly get: (english: string) => string | undefined;
  /** Returns an English text with its values filled in, translated as far as possible. */
  readonly say: (text: string) => string;
  readonly describe: (error: unknown) => string;
  /** How commander makes help. */
  readonly help: Partial<Help>;
}

/** What a sentence has in it. */
type Value = string | number | null | undefined;

let speech: Speech | null = null;

/** Sets the language of this process; null: English. There is one at a time, as with gettext. */
export function speakBy(language: Speech | null): void {
  speech = language;
}

/** Returns the current language; null: English. */
export function spoken(): Speech | null {
  return speech;
}

/** Template tag for our own sentences: returns the sentence in the current language, or in English without a form. */
export function t(parts: TemplateStringsArray, ...values: readonly Value[]): string {
  const said =
    speech &&
    phrase(
      parts.reduce((key, part, i) => `${key}{${i}}${part}`),
      values,
    );
  return said ?? String.raw({ raw: parts }, ...values);
}

/** Returns the form of an English text with its values; null if it has none. */
export function phrase(english: string, values: readonly Value[]): string | null {
  const form = speech?.get(english);
  return (
    form?.replace(/\{(\d+)\}/g, (whole, n) =>
      String(Number(n) > values.length ? whole : values[Number(n) - 1]),
    ) ?? null
  );
}

/** Returns a text without values, such as a description in help, in the current language. */
export function fixed(text: string): string {
  return speech?.get(text) ?? text;
}

/**
 * Returns an English text made elsewhere (by a package, by commander, in a record) in the current language; sentences
 * without a translation stay. Only for display: no decision depends on it.
 */
export function say(text: string): string {
  return speech?.say(text) ?? text;
}

/** Returns an error as one line for a person (see `describeError`) in the current language. */
export function describe(error: unknown): string {
  return speech?.describe(error) ?? describeError(error);
}
