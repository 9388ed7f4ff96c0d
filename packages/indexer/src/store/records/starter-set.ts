import { TASKS_DATA } from "@huggingface/tasks";
import {
  BARE_RECORD,
  BUILTIN_TOOLS,
  isControlTask,
  type ModelCard,
  type ModelRecord,
  oneLine,
  TASK_IDS,
} from "@hugginggpt/shared";

/** A record with the card that comes with it. */
export interface Supplied {
  readonly record: ModelRecord;
  readonly card: ModelCard;
}

/** Returns the records of the tools that ship with this program. */
export function builtinRecords(): readonly Supplied[] {
  return BUILTIN_TOOLS.map(({ id, task, license, languages, summary }) => ({
    record: { ...BARE_RECORD, id, source: "builtin" as const, task, license, languages },
    card: { modelId: id, text: summary, summary },
  }));
}

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
