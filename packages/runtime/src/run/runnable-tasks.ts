import {
  type Backend,
  type Controller,
  type Registry,
  TASK_IDS,
  type TaskId,
  taskSpec,
} from "@hugginggpt/shared";

export interface RunnableSearch {
  readonly registry: Registry;
  readonly backends: readonly Backend[];
  readonly controller: Controller | null;
}

/**
 * Returns the tasks that can run here, in the catalogue's order: those that the registry has a live model for, of their
 * own tag or of an equivalent one, and those that the controller can do itself where it is a backend.
 */
export async function runnableTasks({ registry, backends, controller }: RunnableSearch): Promise<TaskId[]> {
  const counts = await registry.tasks(backends.map(({ kind }) => kind));
  const live = new Set(counts.filter(({ runnable }) => runnable > 0).map(({ task }) => task));
  return TASK_IDS.filter((id) => {
    const { outputs, equivalents } = taskSpec(id);
    if (outputs.length === 0) return false;
    return (
      live.has(id) ||
      equivalents.some((one) => live.has(one)) ||
      (controller !== null && canItself(id, backends))
    );
  });
}

/** Whether the language model is a backend that can do a task. */
function canItself(task: TaskId, backends: readonly Backend[]): boolean {
  const endpoint = { kind: "controller", provider: "controller", task, status: "live" } as const;
  return backends.some((backend) => backend.kind === "controller" && backend.supports(task, endpoint));
}
