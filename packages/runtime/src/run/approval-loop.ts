import { deferred, type ValidPlan } from "@hugginggpt/shared";
import { planJson } from "../planner/plan-json.js";
import type { PlanResult } from "../planner/plan-result.js";
import { taskReports } from "./build-report.js";
import { isSelection } from "./choices.js";
import { type ReadyPlan, settled } from "./preflight.js";
import type { PlanChange, RunDeps } from "./run-input.js";

/** How a changed plan is read and prepared. */
interface Remake {
  readonly read: (text: string) => PlanResult;
  readonly prepare: (plan: ValidPlan) => Promise<ReadyPlan>;
}

/**
 * Proposes a plan until it is approved or refused. A requested change is checked, reported like the first plan and its
 * choices, and proposed in turn; an impossible one is answered with the reason. Returns the approved plan; null if
 * refused. If nobody is asked, the plan is approved.
 * @throws the signal's reason when aborted.
 */
export async function approvalLoop(
  first: ReadyPlan,
  remake: Remake,
  deps: RunDeps,
): Promise<ReadyPlan | null> {
  if (!deps.approve) return first;
  let ready = first;
  let problem: string | null = null;
  for (;;) {
    const tasks = taskReports(ready.plan, await settled(ready), new Map());
    deps.signal.throwIfAborted();
    const proposal = { plan: planJson(ready.plan), tasks, ...(problem ? { problem } : {}) };
    const said = await unlessAborted(deps.approve(proposal), deps.signal);
    if (typeof said === "boolean") return said ? ready : null;
    const changed: ReadyPlan | string = await change(ready, said, remake, deps);
    problem = typeof changed === "string" ? changed : null;
    if (typeof changed !== "string") ready = changed;
  }
}

/** Returns the changed plan, or why the change is impossible. */
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
    return `${model} is not a candidate for task ${task}. Candidates: ${offered}.`;
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

/** Returns the result of a promise. @throws the signal's reason as soon as it is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = deferred<never>();
  const stop = (): void => aborted.reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  return Promise.race([aborted.promise, promise]).finally(() => signal.removeEventListener("abort", stop));
}
