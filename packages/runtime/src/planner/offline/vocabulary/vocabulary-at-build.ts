import { allTasks } from "@hugginggpt/shared";
import { type Pattern, patterns } from "../pattern.js";
import { requiredWords } from "../required-words.js";
import { OTHER_WORDS } from "./other-words.js";
import { PICTURE_WORDS } from "./picture-words.js";
import { SOUND_WORDS } from "./sound-words.js";
import { TEXT_WORDS } from "./text-words.js";
import type { VocabularyRow } from "./vocabulary-row.js";

/** A pattern's source, and the words of which it requires one. */
export type WrittenPattern = readonly [source: string, words: readonly string[] | null];

/** A row of the vocabulary as data. */
export interface WrittenRow extends Pick<VocabularyRow, "task" | "about" | "without"> {
  readonly words: readonly WrittenPattern[];
  readonly unless?: WrittenPattern;
}

/** One row for each way in which a task is asked for about one medium. */
export function vocabularyRows(): WrittenRow[] {
  return [...SOUND_WORDS, ...TEXT_WORDS, ...PICTURE_WORDS, ...OTHER_WORDS].map(written);
}

/** Tasks by their own names: "text-to-speech", "named entity recognition". */
export function taskNameRows(): WrittenRow[] {
  return allTasks().flatMap(({ id, aliases, outputs }) => {
    const names = [id, ...aliases].filter((name) => name.includes("-"));
    const words = names.map((name) => `\\b${name.replaceAll("-", "[- ]")}\\b`);
    return outputs.length > 0 && words.length > 0 ? [written({ task: id, words: patterns(...words) })] : [];
  });
}

function written({ words, unless, ...row }: VocabularyRow): WrittenRow {
  return { ...row, words: words.map(writtenPattern), ...(unless && { unless: writtenPattern(unless) }) };
}

function writtenPattern({ source }: Pick<Pattern, "source">): WrittenPattern {
  return [source, requiredWords(source)];
}
