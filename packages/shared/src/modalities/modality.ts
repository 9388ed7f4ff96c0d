import type { DataType, Values, ValueType } from "../nouns/value.js";

/**
 * Everything about a kind of data. A new kind is one record, and the compiler names what it still needs.
 */
export interface Modality {
  /** Its name with the article, for messages: "a picture". */
  readonly word: string;
  /** An example of a file name; null if it is never given as a file. */
  readonly example: string | null;
  /** File extensions without the dot. */
  readonly extensions: readonly string[];
  /** Other types that are accepted in place of this one. */
  readonly readFrom: readonly ValueType[];
  /** The group of time limits for tasks that make it. */
  readonly pace: Pace;
}

/** The groups of time limits: a task's limits depend on what it makes. */
export type Pace = "text" | "embedding" | "image" | "audio" | "video";

/** A kind of data that is not a file. */
export interface DataModality<V> extends Modality {
  /** Returns true if a value is an answer. "Nothing found" is one; a blank text is not. */
  readonly isAnswer: (value: V) => boolean;
  /** Returns a value without control characters, with texts and lists cut at a limit. */
  readonly clean: (value: V) => V;
  /** Returns a value as plain text; null if it has no text form. */
  readonly asText: ((value: V) => string) | null;
  /** Returns a value as a list of texts; null if its plain text is the only item. */
  readonly asTexts: ((value: V) => readonly string[]) | null;
  /** Whether a value is also stored as a data file. `untimed`: only if it does not merely time a text. */
  readonly kept: "always" | "untimed" | "whenLong" | "never";
}

/** The modalities of all types that are not files. */
export type DataModalities = { readonly [T in DataType]: DataModality<Values[T]> };

/** Returns a modality with the common defaults: never an input file, never stored as a file, limits of text. */
export function dataModality<V>(
  own: Pick<DataModality<V>, "word" | "isAnswer" | "clean" | "asText"> & Partial<DataModality<V>>,
): DataModality<V> {
  return { example: null, extensions: [], readFrom: [], pace: "text", asTexts: null, kept: "never", ...own };
}
