import { Fault, isTaskId, type TaskId } from "@hugginggpt/shared";
import { IMAGE_TASKS } from "./image-tasks.js";
import type { LocalTask } from "./local-task.js";
import { SOUND_TASKS } from "./sound-tasks.js";
import { TEXT_TASKS } from "./text-tasks.js";

/** How each task is done here. Guides are the output of another task. */
const TASKS: Readonly<Partial<Record<TaskId, LocalTask>>> = {
  ...TEXT_TASKS,
  ...IMAGE_TASKS,
  ...SOUND_TASKS,
  "depth-control": IMAGE_TASKS["depth-estimation"],
  "seg-control": IMAGE_TASKS["image-segmentation"],
};

/** Pipelines of transformers.js that have another name than the task. Null: the model is used without a pipeline. */
const PIPELINES: Readonly<Partial<Record<TaskId, string | null>>> = {
  "sentence-similarity": "feature-extraction",
  "voice-activity-detection": null,
  "text-to-speech": "text-to-audio",
  "depth-control": "depth-estimation",
  "seg-control": "image-segmentation",
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

/** Returns how a task is done here. @throws Fault UNSUPPORTED if it cannot be. */
export function localTask(task: TaskId): LocalTask {
  const found = TASKS[task];
  if (found) return found;
  throw new Fault("UNSUPPORTED", `Models of ${task} cannot be loaded on this machine`);
}

/** Returns the pipeline of transformers.js for a task; null if the model is used without one. */
export function pipelineOf(task: TaskId): string | null {
  return PIPELINES[task] === undefined ? task : PIPELINES[task];
}

/** Returns true if a model of one task can do another one here. */
export function canDo(task: TaskId, modelTask: string): boolean {
  if (TASKS[task] === undefined) return false;
  return task === modelTask || (STAND_INS[task] ?? []).some((one) => one === modelTask);
}
