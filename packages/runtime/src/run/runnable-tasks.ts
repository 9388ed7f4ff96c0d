import {
  type Backend,
  type Endpoint,
  type Registry,
  TASK_IDS,
  type TaskCount,
  type TaskId,
  type TaskPlace,
  taskSpec,
} from "@hugginggpt/shared";
import type { CandidateSearch } from "../selector/find-candidates.js";

/** Where models can do a task here. */
export interface TaskRun {
  /** The models' own task: the one asked for, or one that stands in for it. */
  readonly models: TaskId;
  /** How many of them have a live endpoint of an enabled kind. */
  readonly runnable: number;
  /** Those of their places where a backend can do the task asked for; most models first. */
  readonly places: readonly TaskPlace[];
}

/**
 * Returns the tasks that can run here, in the catalogue's order: those that the registry has a model for, of their own
 * tag or of an equivalent one, at a place where a backend can do them, and those that the controller can do itself where
 * it is a backend.
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
      (taskSpec(id).outputs.length > 0 && controller !== null && supports(backends, id, itself(id))),
  );
}

/**
 * Returns for each task that some model can do here which models do so and where: its own first, then those that stand
 * in. A registry that does not count places is taken at its word.
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
  const places = (count.places ?? []).filter(({ endpoint }) => supports(backends, id, endpoint));
  const isNowhere = count.places !== undefined && places.length === 0;
  return isNowhere ? [] : [{ models: count.task, runnable: count.runnable, places }];
}

function supports(backends: readonly Backend[], task: TaskId, endpoint: Endpoint): boolean {
  return backends.some((backend) => backend.kind === endpoint.kind && backend.supports(task, endpoint));
}

/** The language model as the place where a task runs. */
function itself(task: TaskId): Endpoint {
  return { kind: "controller", provider: "controller", task, status: "live" };
}
