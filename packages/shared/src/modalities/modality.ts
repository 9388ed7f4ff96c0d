import type { DataType, Values, ValueType } from "../nouns/value.js";

/**
 * A kind of data, as all who handle it need to know it. A new kind is one record; the compiler says what it still
 * needs.
 */
export interface Modality {
  /** With its article, for messages: "a picture". */
  readonly word: string;
  /** A file of it that a user could give, by its name; null if it is never given as a file. */
  readonly example: string | null;
  /** Extensions of the files that a user may name, without the dot. */
  readonly extensions: readonly string[];
  /** Other types that can stand where this one is wanted. */
  readonly readFrom: readonly ValueType[];
  /** Whose time limits hold for a task that makes it. */
  readonly pace: Pace;
}

/** Tasks are given time by what they make. */
export type Pace = "text" | "embedding" | "image" | "audio" | "video";

/** A kind of data that is no file. */
export interface DataModality<V> extends Modality {
  /** Returns true if a value is an answer. "Nothing found" is one, a blank text is none. */
  readonly isAnswer: (value: V) => boolean;
  /** Returns a value without control characters, texts and lists cut at a limit. */
  readonly clean: (value: V) => V;
  /** Returns a value as plain text; null if it has no such form. */
  readonly asText: ((value: V) => string) | null;
  /** Returns a value as a list of texts, where a list is wanted; null: its plain text is the only item. */
  readonly asTexts: ((value: V) => readonly string[]) | null;
  /** When a value is kept as data in a file beside the answer. `untimed`: unless it only times a text. */
  readonly kept: "always" | "untimed" | "whenLong" | "never";
}

/** One for each type that is no file. */
export type DataModalities = { readonly [T in DataType]: DataModality<Values[T]> };

/** Returns a modality with what most have in common: it is never given or kept as a file, and made as fast as text. */
export function dataModality<V>(
  own: Pick<DataModality<V>, "word" | "isAnswer" | "clean" | "asText"> & Partial<DataModality<V>>,
): DataModality<V> {
  return { example: null, extensions: [], readFrom: [], pace: "text", asTexts: null, kept: "never", ...own };
}
