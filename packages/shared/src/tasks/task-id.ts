import { PIPELINE_TYPES, type PipelineType } from "@huggingface/tasks";

/** A pipeline tag of today's Hub. */
export type TaskId = PipelineType;

/** Every pipeline tag that @huggingface/tasks knows. */
export const TASK_IDS: readonly TaskId[] = PIPELINE_TYPES;

const KNOWN: ReadonlySet<string> = new Set(TASK_IDS);

/** Returns true for a pipeline tag spelled as the Hub spells it; aliases are not ids. */
export function isTaskId(name: string): name is TaskId {
  return KNOWN.has(name);
}
