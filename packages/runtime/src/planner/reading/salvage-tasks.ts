import { jsonSlices, parseRepairedJson } from "@hugginggpt/shared";

const MAX_TASKS = 64;

/**
 * Returns the task objects of a text whose outer brackets do not match, in order: each object with a "task" key whose
 * own brackets match. Empty if a task would be lost.
 */
export function salvageTasks(text: string): unknown[] {
  const tasks: unknown[] = [];
  let from = 0;
  while (tasks.length < MAX_TASKS) {
    const start = nextTask(text, from);
    if (start < 0) return tasks;
    const [slice] = jsonSlices(text.slice(start));
    if (!slice?.closed) return [];
    const task = parseRepairedJson(slice.text);
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
