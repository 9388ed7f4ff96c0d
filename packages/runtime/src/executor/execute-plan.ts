import type { Outcome, ValidPlan } from "@hugginggpt/shared";
import pLimit from "p-limit";
import type { Execution, ExecutionDeps } from "./execution.js";
import { ProviderCooldown } from "./provider-cooldown.js";
import { runTask } from "./run-task.js";

/**
 * Executes a plan and returns every task's outcome, in the plan's order. A task starts as soon as what it waits for has
 * succeeded, up to `limits.parallel` at a time; one that failed blocks only what depends on it. Nothing is thrown for
 * a task's failure. A plan that was executed in part goes on with `recorded` outcomes and `submitted` jobs. Once the
 * signal is aborted, what has not ended is `cancelled` and no event is emitted any more.
 */
export async function executePlan(
  plan: ValidPlan,
  deps: ExecutionDeps,
): Promise<ReadonlyMap<number, Outcome>> {
  const execution: Execution = {
    deps,
    running: new Map(),
    slots: pLimit(deps.limits.parallel),
    outcomes: new Map(),
    refused: new Map(),
    cooldown: deps.cooldown ?? new ProviderCooldown({ clock: deps.clock, random: () => 0 }),
    endsAt: Math.min(deps.clock.now() + deps.limits.runMs, deps.stopsAt ?? Number.POSITIVE_INFINITY),
  };
  for (const task of plan.tasks) execution.running.set(task.id, runTask(task, execution));
  const ended = [...execution.running].map(async ([id, outcome]) => [id, await outcome] as const);
  return new Map(await Promise.all(ended));
}
