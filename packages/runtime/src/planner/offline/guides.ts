import type { TaskId } from "@hugginggpt/shared";

/** Tasks whose pictures guide another one ("draw a castle from these edges"), and that other one. */
export const GUIDED_BY: Readonly<Partial<Record<TaskId, TaskId>>> = {
  "canny-control": "canny-text-to-image",
  "hed-control": "hed-text-to-image",
  "mlsd-control": "mlsd-text-to-image",
  "normal-control": "normal-text-to-image",
  "scribble-control": "scribble-text-to-image",
  "depth-estimation": "depth-text-to-image",
  "depth-control": "depth-text-to-image",
  "keypoint-detection": "openpose-text-to-image",
  "openpose-control": "openpose-text-to-image",
  "seg-control": "seg-text-to-image",
};
const GUIDED: ReadonlySet<TaskId> = new Set(Object.values(GUIDED_BY));

/** Returns whether a task makes a picture that another picture guides. */
export function isGuided(task: TaskId): boolean {
  return GUIDED.has(task);
}

/** Returns the tasks whose pictures can guide a task, the usual one first; empty for one that is not guided. */
export function guidesOf(task: TaskId): TaskId[] {
  return (Object.keys(GUIDED_BY) as TaskId[]).filter((guide) => GUIDED_BY[guide] === task);
}
