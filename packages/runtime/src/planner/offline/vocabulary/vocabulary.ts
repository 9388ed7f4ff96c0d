import type { Match } from "../order-matches.js";
import { Pattern } from "../pattern.js";
import { taskNameRows, vocabularyRows, type WrittenRow } from "./vocabulary-at-build.js";
import type { VocabularyRow } from "./vocabulary-row.js";

/** The offline planner's vocabulary: one row for each way in which a task is asked for about one medium. */
export const VOCABULARY: readonly VocabularyRow[] = vocabularyRows().map(read);

/** Tasks by their own names. */
export const TASK_NAMES: readonly VocabularyRow[] = taskNameRows().map(read);

/** Returns the first place in a text where a row's task is asked for; null if it is not. */
export function matchRow(row: VocabularyRow, text: string): Match | null {
  const hits = row.words.map((words) => words.exec(text)).filter((hit) => hit !== null);
  const [first] = hits.sort((a, b) => a.index - b.index);
  return first && !row.unless?.test(text)
    ? { task: row.task, index: first.index, end: first.index + first[0].length }
    : null;
}

function read({ words, unless, ...row }: WrittenRow): VocabularyRow {
  const patterns = words.map((one) => new Pattern(...one));
  return { ...row, words: patterns, ...(unless && { unless: new Pattern(...unless) }) };
}
