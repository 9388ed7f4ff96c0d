import { DATA_TYPES, type DataType, type TaskOutput, type Values, type ValueType } from "../nouns/value.js";
import { FILE_MODALITIES } from "./file-modalities.js";
import { FOUND_MODALITIES } from "./found-modalities.js";
import type { DataModalities, DataModality, Modality } from "./modality.js";
import { WORD_MODALITIES } from "./word-modalities.js";

const DATA_MODALITIES: DataModalities = { ...WORD_MODALITIES, ...FOUND_MODALITIES };

/** The modality of each kind of data. */
export const MODALITIES: Readonly<Record<ValueType, Modality>> = { ...DATA_MODALITIES, ...FILE_MODALITIES };

/** A field of an output with its modality. */
export interface OutputField extends Pick<DataModality<unknown>, "kept"> {
  readonly type: DataType;
  /** See `DataModality`. */
  readonly isAnswer: boolean;
  /** Returns an output with only this field, cleaned. */
  clean(): TaskOutput;
  /** Returns it as plain text; null if it has no text form. */
  text(): string | null;
  /** Returns it as a list of texts; null if it is not a list. */
  texts(): readonly string[] | null;
}

/** Returns the present fields of an output except files, in the order of the types. */
export function fieldsOf(output: TaskOutput): OutputField[] {
  return DATA_TYPES.flatMap((type) => fieldOf(type, output) ?? []);
}

/** Returns a field of an output; null if it is missing. */
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
