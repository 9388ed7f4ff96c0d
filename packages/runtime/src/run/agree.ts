import type { ValidPlan } from "@hugginggpt/shared";
import { planJson } from "../planner/plan-json.js";
import type { PlanResult } from "../planner/plan-request.js";
import { taskReports } from "./build-report.js";
import { isSelection } from "./choices.js";
import { type ReadyPlan, settled } from "./ready-plan.js";
import type { PlanChange, RunDeps } from "./run-input.js";

/** How a changed plan is read and made ready. */
export interface Remake {
  readonly read: (text: string) => PlanResult;
  readonly prepare: (plan: ValidPlan) => Promise<ReadyPlan>;
}

/**
 * Asks whoever has to agree until they do or do not; their changes are checked, reported like the first plan and its
 * choices, and shown again. Returns what was agreed to; null where it was refused. Without anybody to ask it is agreed.
 * @throws the signal's reason when aborted.
 */
export async function agree(first: ReadyPlan, remake: Remake, deps: RunDeps): Promise<ReadyPlan | null> {
  if (!deps.approve) return first;
  let ready = first;
  let problem: string | null = null;
  for (;;) {
    const tasks = taskReports(ready.plan, await settled(ready), new Map());
    deps.signal.throwIfAborted();
    const said = await deps.approve({ plan: planJson(ready.plan), tasks, ...(problem ? { problem } : {}) });
    deps.signal.throwIfAborted();
    if (typeof said === "boolean") return said ? ready : null;
    const changed: ReadyPlan | string = await change(ready, said, remake, deps);
    problem = typeof changed === "string" ? changed : null;
    if (typeof changed !== "string") ready = changed;
  }
}

/** The plan with a change made, or why it cannot be made. */
async function change(
  ready: ReadyPlan,
  wanted: PlanChange,
  remake: Remake,
  deps: RunDeps,
): Promise<ReadyPlan | string> {
  if ("task" in wanted) return withModel(ready, wanted, deps);
  const read = remake.read(wanted.plan);
  if (read.kind === "refused") return [read.reason, ...read.problems].join(" ");
  if (read.kind === "chat") return "The changed plan has no task.";
  deps.emit({ type: "plan-ready", plan: planJson(read.plan) });
  return remake.prepare(read.plan);
}

async function withModel(
  ready: ReadyPlan,
  { task, model }: Extract<PlanChange, { model: string }>,
  { emit }: RunDeps,
): Promise<ReadyPlan | string> {
  const choice = await ready.pending.get(task);
  if (!choice || !isSelection(choice)) return `There is no choice of a model for task ${task}.`;
  const chosen = choice.candidates.find((one) => one.model.id.toLowerCase() === model.trim().toLowerCase());
  if (!chosen) {
    const offered = choice.candidates.map((one) => one.model.id).join(", ");
    return `${model} is no candidate for task ${task}. Candidates: ${offered}.`;
  }
  const passedOver = choice.candidates.filter((one) => one !== chosen);
  const made = { ...choice, chosen, passedOver, reason: "chosen by you", chooser: "user" } as const;
  emit({
    type: "model-selected",
    task,
    model: chosen.model.id,
    reason: made.reason,
    chooser: made.chooser,
    passedOver: passedOver.map((one) => one.model.id),
  });
  return { ...ready, pending: new Map([...ready.pending, [task, Promise.resolve(made)]]) };
}
