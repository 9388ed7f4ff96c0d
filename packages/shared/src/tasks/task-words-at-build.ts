import { allTasks } from "./catalogue.js";
import { stemsOf } from "./stems-of.js";
import type { TaskId } from "./task-id.js";
import type { TaskSpec } from "./task-spec.js";

/** The catalogue's words for its tasks, as stems. */
export interface TaskWords {
  /** The number of words of each task. */
  readonly lengths: readonly (readonly [task: TaskId, length: number])[];
  /** By stem: `place:count`, the task's place in `lengths` and how often the stem is said for it, between spaces. */
  readonly counts: Readonly<Record<string, string>>;
  readonly stemCount: number;
}

export function taskWords(): TaskWords {
  const spoken = allTasks()
    .filter(({ words }) => words !== "")
    .map((task) => ({ id: task.id, stems: phrasesOf(task).flatMap(stemsOf) }));
  const places = new Map<string, string[]>();
  for (const [place, { stems }] of spoken.entries())
    for (const [stem, count] of countsOf(stems))
      places.set(stem, [...(places.get(stem) ?? []), `${place}:${count}`]);
  return {
    lengths: spoken.map(({ id, stems }) => [id, stems.length]),
    counts: Object.fromEntries([...places].map(([stem, of]) => [stem, of.join(" ")])),
    stemCount: places.size,
  };
}

function countsOf(stems: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

function phrasesOf({ id, aliases, summary, words }: TaskSpec): string[] {
  return [...words.split(","), id, ...aliases, summary];
}
