import { TASKS_DATA } from "@huggingface/tasks";
import { BARE_RECORD, isControlTask, oneLine, TASK_IDS } from "@hugginggpt/shared";
import type { Supplied } from "./supplied.js";

/**
 * Returns the models that the Hub's own task pages recommend (`TASKS_DATA` of @huggingface/tasks), each once, under
 * the first task that names it, with the page's line on it as its card.
 */
export function starterRecords(): readonly Supplied[] {
  const found = new Map<string, Supplied>();
  for (const task of TASK_IDS) {
    if (isControlTask(task)) continue;
    for (const { id, description } of TASKS_DATA[task]?.models ?? []) {
      if (found.has(id)) continue;
      const summary = oneLine(description);
      const record = { ...BARE_RECORD, id, source: "starter" as const, task };
      found.set(id, { record, card: { modelId: id, text: summary, summary } });
    }
  }
  return [...found.values()];
}
