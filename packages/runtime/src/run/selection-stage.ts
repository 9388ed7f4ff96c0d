import type { Outcome, TaskId, ValidPlan } from "@hugginggpt/shared";
import { planJson } from "../planner/plan-json.js";
import { refusal } from "../responder/refusal.js";
import { approvalLoop } from "./approval-loop.js";
import { taskReports } from "./build-report.js";
import type { Choices } from "./choices.js";
import type { Planned } from "./plan-stage.js";
import { preflight, type ReadyPlan, settled, soundless } from "./preflight.js";
import type { RunResult } from "./response-stage.js";
import type { RunDeps, RunInput } from "./run-input.js";
import { requirePrices } from "./spending.js";

const NOT_APPROVED = "Nothing was run: the plan was not approved.";

/**
 * Returns a plan with its models, approved if that is needed; or the result of the request if nothing will be executed:
 * the caller wants no more, the plan was refused, or nothing requested is available here.
 */
export async function selectionStage(
  input: RunInput,
  { plan, choices, missing, read, runnable }: Extract<Planned, { kind: "plan" }>,
  deps: RunDeps,
): Promise<ReadyPlan | RunResult> {
  if (input.until === "plan") {
    const known = preflight(plan, missing);
    const reasons = [...known.missing.values()].map(({ none, next }) => [`${none}.`, next]);
    const messages = new Set(reasons.map((parts) => parts.filter(Boolean).join(" ")));
    for (const message of messages) deps.emit({ type: "warning", message });
    return { status: "done", answer: "", tasks: taskReports(plan, known.missing, new Map()) };
  }
  deps.emit({ type: "stage-started", stage: "selection" });
  const prepare = (one: ValidPlan): Promise<ReadyPlan> => prepared(input, one, choices, deps);
  const first = await prepare(plan);
  if (first.before.hopeless) return giveUp(first, choices, runnable, deps);
  if (input.until === "dry") {
    const made = await settled(first);
    deps.signal.throwIfAborted();
    const status = first.before.outcomes.size > 0 ? "partial" : "done";
    return { status, answer: "", tasks: taskReports(plan, made, new Map()) };
  }
  const approved = await approvalLoop(first, { read, prepare }, deps);
  if (!approved) {
    const tasks = taskReports(plan, await settled(first), new Map());
    return { status: "failed", answer: NOT_APPROVED, tasks };
  }
  return approved.before.hopeless ? giveUp(approved, choices, runnable, deps) : approved;
}

/** Prepares a plan for its execution, and starts the choices for the tasks that will be executed. */
async function prepared(
  input: RunInput,
  plan: ValidPlan,
  choices: Choices,
  deps: RunDeps,
): Promise<ReadyPlan> {
  const finished = deps.resume?.outcomes ?? new Map<number, Outcome>();
  const mute = await soundless(plan, input.files, deps.signal);
  const searched = [...(await choices.searched(plan))].filter(([id]) => !finished.has(id));
  const none = searched.flatMap(([id, { none }]) => (none ? [[id, none] as const] : []));
  const before = preflight(plan, new Map([...none, ...mute.filter(([id]) => !finished.has(id))]));
  const wanted = searched.filter(([id]) => !before.outcomes.has(id));
  const candidates = wanted.map(([, { found }]) => found?.candidates ?? []);
  requirePrices(candidates, input, deps.controllerPrice ?? null);
  const { hopeless } = before;
  const idle = [...before.outcomes].filter(([id]) => hopeless || !before.missing.has(id));
  const isIdle = new Set(idle.map(([id]) => id));
  await choices.reportSearches(plan, (id) => isIdle.has(id) && !finished.has(id));
  deps.signal.throwIfAborted();
  if (hopeless) return { plan, before, pending: new Map() };
  return { plan, before, pending: choices.settle(plan, new Map([...idle, ...finished])) };
}

/** Returns the result if nothing requested is available: nothing is executed, and the reasons are the answer. */
async function giveUp(
  { plan, before }: ReadyPlan,
  choices: Choices,
  runnable: readonly TaskId[],
  deps: RunDeps,
): Promise<RunResult> {
  choices.drop();
  for (const [task, outcome] of before.outcomes) deps.emit({ type: "task-ended", task, outcome });
  const refused = new Set(plan.tasks.filter(({ id }) => before.missing.has(id)).map(({ task }) => task));
  const answer = deps.resume?.answer ?? refusal(before.missing.values(), runnable, refused);
  if (!deps.resume?.answer) deps.emit({ type: "answer-ready", answer });
  return {
    status: "failed",
    answer: answer.text,
    tasks: taskReports(plan, before.missing, before.outcomes),
    plan: planJson(plan),
  };
}
