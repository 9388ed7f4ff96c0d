import { fieldsOf } from "../modalities/modalities.js";
import type { TaskOutput } from "../nouns/value.js";

/**
 * Returns what a task returned as plain text: what flows into a text argument and what a person reads.
 * Text stays as it is; labels become "positive (0.93), neutral (0.07)"; entities are grouped by kind without
 * repetition, "people: Ada; places: London, Paris"; boxes and masks become counts, "2 × cat, 1 × dog"; a table
 * becomes tab-separated lines under its header; a vector becomes its length. The first field that is there, in the
 * order of `DATA_TYPES`, is the one that is written. Empty for an output of files only.
 */
export function outputText(output: TaskOutput): string {
  for (const field of fieldsOf(output)) {
    const text = field.text();
    if (text !== null) return text;
  }
  return "";
}
