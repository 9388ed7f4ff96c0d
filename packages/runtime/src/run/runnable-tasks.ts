import {
  type Backend,
  type Registry,
  TASK_IDS,
  type TaskCount,
  type TaskId,
  type TaskPlace,
  taskSpec,
} from "@hugginggpt/shared";
import { type CandidateSearch, canRun, controllerEndpoint } from "../selector/find-candidates.js";

/** Models that can do a task here. */
export interface TaskRun {
  /** The models' own task: the requested one or an equivalent. */
  readonly models: TaskId;
  /** How many of them have a live endpoint of an enabled kind. */
  readonly runnable: number;
  /** Their places where a backend can do the requested task; most models first. */
  readonly places: readonly TaskPlace[];
}

/**
 * Returns the tasks that can run here, in the catalogue's order: those with a model in the registry at a place that a
 * backend can use, and those that the controller can do itself if it is a backend.
 */
export async function runnableTasks({
  registry,
  backends,
  controller,
}: Pick<CandidateSearch, "registry" | "backends" | "controller">): Promise<TaskId[]> {
  const runs = await taskRuns(registry, backends);
  return TASK_IDS.filter(
    (id) =>
      runs.has(id) ||
      (taskSpec(id).outputs.length > 0 &&
        controller !== null &&
        canRun(backends, id, controllerEndpoint(id))),
  );
}

/**
 * Returns the models that can do each task here, and where: those of the task, then those of equivalent tasks. Of a
 * registry that does not count places, every model counts.
 */
export async function taskRuns(
  registry: Registry,
  backends: readonly Backend[],
): Promise<ReadonlyMap<TaskId, readonly TaskRun[]>> {
  const counts = await registry.tasks(backends.map(({ kind }) => kind));
  const byTag = new Map(counts.map((count) => [count.task, count]));
  const runs = new Map<TaskId, readonly TaskRun[]>();
  for (const id of TASK_IDS) {
    const { outputs, equivalents } = taskSpec(id);
    if (outputs.length === 0) continue;
    const found = [id, ...equivalents].flatMap((tag) => runOf(id, byTag.get(tag), backends));
    if (found.length > 0) runs.set(id, found);
  }
  return runs;
}

function runOf(id: TaskId, count: TaskCount | undefined, backends: readonly Backend[]): TaskRun[] {
  if (!count || count.runnable === 0) return [];
  const places = (count.places ?? []).filter(({ endpoint }) => canRun(backends, id, endpoint));
  const isNowhere = count.places !== undefined && places.length === 0;
  return isNowhere ? [] : [{ models: count.task, runnable: count.runnable, places }];
}
