import type { Outcome, ValidPlan } from "@hugginggpt/shared";
import pLimit from "p-limit";
import type { Execution, ExecutionDeps } from "./execution.js";
import { ProviderCooldown } from "./provider-cooldown.js";
import { runTask } from "./run-task.js";

/**
 * Executes a plan and returns every task's outcome, in the plan's order. A task starts when its dependencies have
 * succeeded, up to `limits.parallel` at a time; a failed one blocks only its dependents. A task's failure never throws.
 * A partly executed plan continues with `recorded` outcomes and `submitted` jobs. Once the signal is aborted,
 * unfinished tasks are `cancelled` and no more events are emitted.
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
