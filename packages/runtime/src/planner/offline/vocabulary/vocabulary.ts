import { allTasks } from "@hugginggpt/shared";
import { patterns } from "../pattern.js";
import { OTHER_WORDS } from "./other-words.js";
import { PICTURE_WORDS } from "./picture-words.js";
import { SOUND_WORDS } from "./sound-words.js";
import { TEXT_WORDS } from "./text-words.js";
import type { VocabularyRow } from "./vocabulary-row.js";

/** The offline planner's vocabulary: one row for each way in which a task is asked for about one medium. */
export const VOCABULARY: readonly VocabularyRow[] = [
  ...SOUND_WORDS,
  ...TEXT_WORDS,
  ...PICTURE_WORDS,
  ...OTHER_WORDS,
];

/** Tasks by their own names: "text-to-speech", "named entity recognition". */
export const TASK_NAMES: readonly VocabularyRow[] = namedRows();

function namedRows(): VocabularyRow[] {
  return allTasks().flatMap(({ id, aliases, outputs }) => {
    const names = [id, ...aliases].filter((name) => name.includes("-"));
    const words = names.map((name) => `\\b${name.replaceAll("-", "[- ]")}\\b`);
    return outputs.length > 0 && words.length > 0 ? [{ task: id, words: patterns(...words) }] : [];
  });
}
