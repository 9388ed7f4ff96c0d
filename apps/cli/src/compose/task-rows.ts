import { createBackends, taskRuns } from "@hugginggpt/runtime";
import {
  allTasks,
  configuredController,
  endpointName,
  type Settings,
  systemClock,
  type TaskId,
  type TaskSpec,
} from "@hugginggpt/shared";
import type { Home } from "./open-home.js";

/** Where models can run: `provider:hf-inference`, `builtin:flite`, `controller` ... */
export interface RunsAt {
  readonly at: string;
  /** The models' own task, if they are models of an equivalent task. */
  readonly as?: TaskId;
  /** The number of models; 1 for the language model itself. */
  readonly models: number;
}

/** A row of the catalogue with what the registry knows and what is configured here. */
export interface TaskRow extends TaskSpec {
  /** The number of models indexed under the task itself. */
  readonly models: number;
  /** The number of models that can do it here, with those of equivalent tasks, without the language model. */
  readonly runnable: number;
  /** A model can be at several places. */
  readonly where: readonly RunsAt[];
}

/**
 * Returns the whole catalogue in order: for each task, how many models it has and where they can run, among the
 * configured backends.
 */
export async function taskRows({
  registry,
  settings,
  configuration,
  http,
  enabled,
  local,
}: Home): Promise<TaskRow[]> {
  const { backends: wanted } = configuration;
  const isWanted = (kind: string): boolean =>
    wanted.length === 0 || wanted.some((name) => name.replace(/s$/, "") === kind);
  const backends = createBackends([], {
    ...{ settings, http, clock: systemClock, controller: null },
    local: local?.backend ?? null,
  }).filter(({ kind }) => isWanted(kind));
  const counts = new Map((await registry.tasks(enabled)).map(({ task, models }) => [task, models]));
  const runs = await taskRuns(registry, backends);
  const itself = isWanted("controller") && hasController(settings) ? [{ at: "controller", models: 1 }] : [];
  return allTasks().map((spec) => {
    const found = runs.get(spec.id) ?? [];
    const where = found.flatMap(({ models: tag, places }) =>
      places.map(({ endpoint, models }) => ({
        at: endpointName(endpoint),
        ...(tag === spec.id ? {} : { as: tag }),
        models,
      })),
    );
    return {
      ...spec,
      models: counts.get(spec.id) ?? 0,
      runnable: found.reduce((sum, { runnable }) => sum + runnable, 0),
      where: [...where, ...(spec.controllerCanDo ? itself : [])],
    };
  });
}

/** Whether a language model is configured. Its server is not asked. */
function hasController(settings: Settings): boolean {
  const { controller } = settings;
  return controller === null ? configuredController(settings) !== null : controller !== "offline";
}
