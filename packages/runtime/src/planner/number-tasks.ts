import type { PlannedTask } from "@hugginggpt/shared";
import { outputReference, readNotation } from "./plan-notation.js";

/** A task as it was written. Its id and dependencies may have any type. */
export interface WrittenTask {
  readonly id: unknown;
  readonly task: string;
  readonly args: PlannedTask["args"];
  readonly dep: readonly unknown[];
  readonly need?: string;
}

/**
 * Returns tasks with whole numbers as ids. Numbers and numeric strings stay; a missing id becomes the position; a word
 * gets the next free number, also in dependencies and references (`<node-caption>`, `<GENERATED>-caption`). Equal ids
 * stay equal, for the checker to report. `-1` in `dep` means none. Returns a reason instead if a dependency names
 * nothing.
 */
export function numberTasks(
  written: readonly WrittenTask[],
): { readonly tasks: PlannedTask[] } | { readonly reason: string } {
  const numbers = numberOfId(written);
  const tasks: PlannedTask[] = [];
  for (const [position, task] of written.entries()) {
    const dep: number[] = [];
    for (const one of task.dep) {
      const of = dependency(one, numbers);
      if (of === null) {
        const name = JSON.stringify(one) ?? String(one);
        return {
          reason: `"dep" of task ${position + 1} names ${name.slice(0, 60)}, which is not the id of a task`,
        };
      }
      if (of >= 0) dep.push(of);
    }
    const id = numbers.get(key(task.id, position)) ?? position;
    const need = task.need === undefined ? {} : { need: task.need };
    tasks.push({ id, task: task.task, args: renameArgs(task.args, numbers), dep, ...need });
  }
  return { tasks };
}

function numberOfId(written: readonly WrittenTask[]): ReadonlyMap<string, number> {
  const keys = written.map(({ id }, position) => key(id, position));
  const numbers = new Map(keys.filter(isWhole).map((id) => [id, Number(id)]));
  const taken = new Set(numbers.values());
  let next = 0;
  for (const id of keys) {
    if (numbers.has(id)) continue;
    while (taken.has(next)) next++;
    numbers.set(id, next);
    taken.add(next);
  }
  return numbers;
}

function key(id: unknown, position: number): string {
  if (typeof id === "string" && id.trim()) return id.trim();
  return typeof id === "number" ? String(id) : String(position);
}

function isWhole(id: string): boolean {
  return /^\d{1,9}$/.test(id);
}

function dependency(value: unknown, numbers: ReadonlyMap<string, number>): number | null {
  const id = String(value).trim();
  if (id === "-1" || id === "") return -1;
  const known = numbers.get(id);
  if (known !== undefined) return known;
  if (isWhole(id)) return Number(id);
  const [piece, ...rest] = readNotation(id);
  return rest.length === 0 && piece?.kind === "output" ? piece.of : null;
}

function renameArgs(args: PlannedTask["args"], numbers: ReadonlyMap<string, number>): PlannedTask["args"] {
  const words = [...numbers].filter(([id]) => !isWhole(id));
  if (words.length === 0) return args;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, renamed(value, words)]));
}

function renamed(value: unknown, words: readonly (readonly [string, number])[]): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, words));
  if (typeof value !== "string" || !value.includes("<")) return value;
  return words.reduce((text, [word, number]) => {
    const id = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const reference = new RegExp(
      `<\\s*(?:GENERATED|node|resource|task)\\s*(?:>\\s*-?\\s*${id}(?![\\w-])|[-_\\s]\\s*${id}\\s*>)`,
      "gi",
    );
    return text.replace(reference, outputReference(number));
  }, value);
}
