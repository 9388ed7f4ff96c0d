import { Pattern } from "../pattern.js";
import { taskNameRows, vocabularyRows, type WrittenRow } from "./vocabulary-at-build.js";
import type { VocabularyRow } from "./vocabulary-row.js";

/** The offline planner's vocabulary: one row for each way in which a task is asked for about one medium. */
export const VOCABULARY: readonly VocabularyRow[] = vocabularyRows().map(read);

/** Tasks by their own names. */
export const TASK_NAMES: readonly VocabularyRow[] = taskNameRows().map(read);

function read({ words, unless, ...row }: WrittenRow): VocabularyRow {
  const patterns = words.map((one) => new Pattern(...one));
  return { ...row, words: patterns, ...(unless && { unless: new Pattern(...unless) }) };
}
