import { isTaskId, type TaskId } from "@hugginggpt/shared";
import { IMAGE_TASKS } from "./image-tasks.js";
import type { LocalTask } from "./local-task.js";
import { SOUND_TASKS } from "./sound-tasks.js";
import { TEXT_TASKS } from "./text-tasks.js";

/** Guides that are the output of another task. */
const GUIDES = {
  "depth-control": IMAGE_TASKS["depth-estimation"],
  "seg-control": IMAGE_TASKS["image-segmentation"],
} satisfies Partial<Record<TaskId, LocalTask>>;

const TASKS: Readonly<Partial<Record<TaskId, LocalTask>>> = {
  ...TEXT_TASKS,
  ...IMAGE_TASKS,
  ...SOUND_TASKS,
  ...GUIDES,
};

/** Tasks whose models do another task with the same arguments. */
const STAND_INS: Readonly<Partial<Record<TaskId, readonly TaskId[]>>> = {
  "feature-extraction": ["sentence-similarity"],
  "sentence-similarity": ["feature-extraction"],
  "depth-control": ["depth-estimation"],
  "seg-control": ["image-segmentation"],
  "text-to-speech": ["text-to-audio"],
  "text-to-audio": ["text-to-speech"],
};

/** The tasks whose models can be loaded here. */
export const LOCAL_TASKS: readonly TaskId[] = Object.keys(TASKS).filter(isTaskId);

/** Returns how a task is done here; null if it cannot be. */
export function localTask(task: TaskId): LocalTask | null {
  return TASKS[task] ?? null;
}

/** Returns true if a model of one task can do another one here. */
export function canDo(task: TaskId, modelTask: string): boolean {
  if (localTask(task) === null) return false;
  return task === modelTask || (STAND_INS[task] ?? []).some((one) => one === modelTask);
}
