import { TASKS_DATA } from "@huggingface/tasks";
import { allTasks, isControlTask, type TaskId, type TaskSpec } from "@hugginggpt/shared";
import { TASK_VOCABULARY } from "./task-vocabulary.js";
import { tellingStems } from "./telling-stems.js";

// Found on the development needs of the evaluation; recall changes little within a factor of two of each.
/** Weight of a word of the catalogue's one-clause summary; a word or phrase of the vocabulary has 1. */
const SUMMARY_WEIGHT = 0.5;
/** Weight of a word of the Hub's own paragraph on the task. */
const PAGE_WEIGHT = 0.2;
/** A phrase says more than its words apart. */
const PHRASE_WEIGHT = 1.6;

/** A word or phrase that speaks for a task. */
export interface TaskPhrase {
  readonly task: TaskId;
  /** At least one. */
  readonly stems: readonly string[];
  /** What it adds to the task's evidence, by kind and rarity; nothing where it is below 0. */
  readonly weight: number;
}

/** Returns the words and phrases that speak for tasks: their names, the vocabulary and summaries. Those of a task follow each other. */
export function taskPhrases(): readonly TaskPhrase[] {
  const tasks = allTasks().filter(
    ({ outputs, id }) => !isControlTask(id) && (outputs.length > 0 || TASK_VOCABULARY[id] !== undefined),
  );
  const named = new Map(tasks.map((task) => [task.id, namesOf(task)]));
  const rarityOfNames = rarities([...named.values()].map((phrases) => phrases.flat()));
  const rarityOfPages = rarities(tasks.map((task) => [...tellingStems(task.summary), ...pageStems(task)]));
  const rarity = (stem: string) => rarityOfNames.get(stem) ?? Math.min(1, (rarityOfPages.get(stem) ?? 0) - 1);
  const phrase = (task: TaskId, stems: readonly string[], weight: number): TaskPhrase => {
    const mean = stems.reduce((sum, stem) => sum + rarity(stem), 0) / stems.length;
    const share = stems.length > 1 ? PHRASE_WEIGHT / Math.sqrt(stems.length) : 1;
    return { task, stems, weight: weight * mean * share };
  };
  return tasks.flatMap((task) => [
    ...(named.get(task.id) ?? []).map((stems) => phrase(task.id, stems, 1)),
    ...tellingStems(task.summary).map((stem) => phrase(task.id, [stem], SUMMARY_WEIGHT)),
    ...pageStems(task).map((stem) => phrase(task.id, [stem], PAGE_WEIGHT)),
  ]);
}

/** Returns for each stem the logarithm of how few of the texts have it. */
function rarities(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  for (const text of texts) for (const stem of new Set(text)) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  return new Map([...spread].map(([stem, among]) => [stem, Math.log(1 + texts.length / (1 + among))]));
}

function pageStems({ id }: TaskSpec): string[] {
  return isControlTask(id) ? [] : tellingStems(TASKS_DATA[id]?.summary ?? "");
}

function namesOf({ id, aliases }: TaskSpec): string[][] {
  const phrases = [...(TASK_VOCABULARY[id]?.split(",") ?? []), id, ...aliases].map(tellingStems);
  return phrases.filter((stems) => stems.length > 0);
}
