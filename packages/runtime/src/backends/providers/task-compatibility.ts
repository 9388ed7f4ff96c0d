import { isTaskId, type TaskId, taskSpec } from "@hugginggpt/shared";

/** Routes of their own at the server, whatever the model is tagged: the task that was asked for goes over the wire. */
const BY_ROUTE: ReadonlySet<TaskId> = new Set<TaskId>(["feature-extraction", "sentence-similarity"]);

/**
 * Returns the task to request at an endpoint so that a model of the endpoint's task does ours; null if it cannot. Does
 * not cover `conversational`: see `chatCanDo`.
 */
export function wireTask(task: TaskId, endpointTask: string): TaskId | null {
  if (task === endpointTask) return task;
  if (!isTaskId(endpointTask) || !standsIn(endpointTask, task)) return null;
  return BY_ROUTE.has(task) ? task : endpointTask;
}

/** Whether the other task's models take what is asked for: they leave out a picture, but no labels and no question. */
function standsIn(other: TaskId, task: TaskId): boolean {
  const { args, equivalents } = taskSpec(task);
  const takes = (list: typeof args, name: string) => list.some((arg) => arg.name === name);
  return (
    equivalents.includes(other) &&
    ["candidate_labels", "question"].every((name) => takes(args, name) === takes(taskSpec(other).args, name))
  );
}
