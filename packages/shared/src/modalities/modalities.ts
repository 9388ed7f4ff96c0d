import { DATA_TYPES, type DataType, type TaskOutput, type Values, type ValueType } from "../nouns/value.js";
import { FILE_MODALITIES } from "./file-modalities.js";
import { FOUND_MODALITIES } from "./found-modalities.js";
import type { DataModalities, DataModality, Modality } from "./modality.js";
import { WORD_MODALITIES } from "./word-modalities.js";

const DATA_MODALITIES: DataModalities = { ...WORD_MODALITIES, ...FOUND_MODALITIES };

/** What is known of each kind of data. */
export const MODALITIES: Readonly<Record<ValueType, Modality>> = { ...DATA_MODALITIES, ...FILE_MODALITIES };

/** A field of an output, with what its modality says of it. */
export interface OutputField extends Pick<DataModality<unknown>, "kept"> {
  readonly type: DataType;
  /** See `DataModality`. */
  readonly isAnswer: boolean;
  /** Returns an output of this field alone, cleaned. */
  clean(): TaskOutput;
  /** Returns it as plain text; null if it has no such form. */
  text(): string | null;
  /** Returns it as a list of texts; null if it is none. */
  texts(): readonly string[] | null;
}

/** Returns the fields of an output that are there, in the order of the types; files are none. */
export function fieldsOf(output: TaskOutput): OutputField[] {
  return DATA_TYPES.flatMap((type) => fieldOf(type, output) ?? []);
}

/** Returns one field of an output; null if it is not there. */
export function fieldOf<T extends DataType>(type: T, output: Partial<Values>): OutputField | null {
  const value = output[type];
  if (value === undefined) return null;
  const { isAnswer, clean, asText, asTexts, kept }: DataModality<Values[T]> = DATA_MODALITIES[type];
  return {
    type,
    kept,
    isAnswer: isAnswer(value),
    clean: () => ({ [type]: clean(value) }),
    text: () => asText?.(value) ?? null,
    texts: () => asTexts?.(value) ?? null,
  };
}
