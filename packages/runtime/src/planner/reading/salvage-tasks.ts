import { jsonSlices } from "@hugginggpt/shared";
import { jsonrepair } from "jsonrepair";

const MAX_TASKS = 64;

/**
 * Returns the task objects in a text whose brackets do not match, in order: each `{` before a "task" key whose own
 * brackets do match. Empty if a task would be lost: after the last one that is whole, another begins.
 */
export function salvageTasks(text: string): unknown[] {
  const tasks: unknown[] = [];
  let from = 0;
  while (tasks.length < MAX_TASKS) {
    const start = nextTask(text, from);
    if (start < 0) return tasks;
    const [slice] = jsonSlices(text.slice(start));
    if (!slice?.closed) return [];
    const task = parseRepaired(slice.text);
    if (task === undefined) return [];
    tasks.push(task);
    from = start + slice.text.length;
  }
  return [];
}

function nextTask(text: string, from: number): number {
  const key = text.slice(from).search(/["'](task|tool)["']\s*:/);
  return key < 0 ? -1 : Math.max(text.lastIndexOf("{", from + key), -1);
}

/** Returns what a text of JSON with faults says; undefined if it is beyond repair. */
export function parseRepaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return undefined; // The caller says what was wanted.
  }
}
