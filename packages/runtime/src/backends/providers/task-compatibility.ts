import { isTaskId, type TaskId, taskSpec } from "@hugginggpt/shared";

/** Tasks with their own routes at the server, whatever the model's tag: the requested task is sent. */
const BY_ROUTE: ReadonlySet<TaskId> = new Set<TaskId>(["feature-extraction", "sentence-similarity"]);

/**
 * Returns the task to send to an endpoint whose model has another task; null if it cannot do ours. For `conversational`
 * endpoints see `canInstruct`.
 */
export function wireTask(task: TaskId, endpointTask: string): TaskId | null {
  if (task === endpointTask) return task;
  if (!isTaskId(endpointTask) || !standsIn(endpointTask, task)) return null;
  return BY_ROUTE.has(task) ? task : endpointTask;
}

/** True if the other task's models do ours, with the same labels and the same question; a picture they may ignore. */
function standsIn(other: TaskId, task: TaskId): boolean {
  const { args, equivalents } = taskSpec(task);
  const takes = (list: typeof args, name: string) => list.some((arg) => arg.name === name);
  return (
    equivalents.includes(other) &&
    ["candidate_labels", "question"].every((name) => takes(args, name) === takes(taskSpec(other).args, name))
  );
}
