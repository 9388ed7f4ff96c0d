import type { Outcome, ValidPlan, ValidTask } from "@hugginggpt/shared";
import pLimit from "p-limit";
import { type Execution, type ExecutionDeps, isStopped, report } from "./execution.js";
import { ProviderCooldown } from "./provider-cooldown.js";
import { outOfTime, runTask } from "./run-task.js";

/**
 * Executes a plan and returns every task's outcome, in the plan's order. A task starts as soon as what it waits for has
 * succeeded, up to `limits.parallel` at a time; one that failed blocks only what depends on it. Nothing is thrown for
 * a task's failure. A plan that was executed in part goes on with `recorded` outcomes and `submitted` jobs. Once the signal is aborted, what has not ended is `cancelled` and no event is emitted any more.
 */
export async function executePlan(
  plan: ValidPlan,
  deps: ExecutionDeps,
): Promise<ReadonlyMap<number, Outcome>> {
  const execution: Execution = {
    deps,
    outcomes: new Map(),
    refused: new Map(),
    cooldown: deps.cooldown ?? new ProviderCooldown({ clock: deps.clock, random: () => 0 }),
    endsAt: Math.min(deps.clock.now() + deps.limits.runMs, deps.stopsAt ?? Number.POSITIVE_INFINITY),
  };
  const slots = pLimit(deps.limits.parallel);
  const running = new Map<number, Promise<Outcome>>();
  for (const task of plan.tasks) running.set(task.id, runWhenReady(task, execution, running, slots));
  return new Map(await Promise.all([...running].map(async ([id, ended]) => [id, await ended] as const)));
}

async function runWhenReady(
  task: ValidTask,
  execution: Execution,
  running: ReadonlyMap<number, Promise<Outcome>>,
  slots: ReturnType<typeof pLimit>,
): Promise<Outcome> {
  const recorded = execution.deps.recorded?.get(task.id);
  if (recorded) {
    execution.outcomes.set(task.id, recorded);
    return recorded;
  }
  const before = await Promise.all(task.dep.map((id) => running.get(id)));
  const by = task.dep.filter((_, i) => before[i]?.status !== "succeeded");
  const outcome =
    by.length > 0 && !execution.deps.signal.aborted
      ? blocked(by)
      : await slots(() => startTask(task, execution));
  execution.outcomes.set(task.id, outcome);
  report(execution, { type: "task-ended", task: task.id, outcome });
  return outcome;
}

async function startTask(task: ValidTask, execution: Execution): Promise<Outcome> {
  if (execution.deps.signal.aborted) return cancelled();
  if (isStopped(execution, task.id, null)) return outOfTime([]);
  report(execution, { type: "task-started", task: task.id });
  const outcome = await runTask(task, execution);
  return execution.deps.signal.aborted && outcome.status !== "succeeded" ? cancelled(outcome) : outcome;
}

function blocked(by: readonly number[]): Outcome {
  const which = by.length === 1 ? `task ${by[0]}` : `tasks ${by.join(", ")}`;
  return { status: "blocked", by, reason: `It needs what ${which} did not deliver`, attempts: [] };
}

function cancelled(outcome?: Outcome): Outcome {
  return { status: "cancelled", reason: "The run was cancelled", attempts: outcome?.attempts ?? [] };
}
