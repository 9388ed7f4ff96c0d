import type { Answer, Outcome, RunStatus, ValidPlan } from "@hugginggpt/shared";
import { executePlan } from "../executor/execute-plan.js";
import { planJson } from "../planner/plan-json.js";
import { respond } from "../responder/respond.js";
import { statusOf, taskReports } from "./build-report.js";
import type { Choice, Choices } from "./choices.js";
import { onText, type RunDeps, type RunInput } from "./run-input.js";
import type { TaskReport } from "./run-report.js";

/** What became of a request. */
export interface Stages {
  readonly status: RunStatus;
  readonly answer: string;
  readonly tasks: readonly TaskReport[];
}

type Pending = ReadonlyMap<number, Promise<Choice>>;

const NOT_APPROVED = "Nothing was run: the plan was not approved.";

/** Returns what became of a plan: models chosen, agreed to, executed, answered; as far as the input wants. */
export async function workStage(
  input: RunInput,
  plan: ValidPlan,
  choices: Choices,
  deps: RunDeps,
): Promise<Stages> {
  if (input.until === "plan")
    return { status: "done", answer: "", tasks: taskReports(plan, new Map(), new Map()) };
  deps.emit({ type: "stage-started", stage: "selection" });
  const pending = choices.settle(plan);
  if (input.until === "dry") {
    const made = await settled(pending);
    deps.signal.throwIfAborted();
    return { status: "done", answer: "", tasks: taskReports(plan, made, new Map()) };
  }
  if (!(await isApproved(plan, pending, deps))) {
    const tasks = taskReports(plan, await settled(pending), new Map());
    return { status: "failed", answer: NOT_APPROVED, tasks };
  }
  const outcomes = await executeStage(input, plan, pending, deps);
  const made = await settled(pending);
  deps.signal.throwIfAborted();
  const answer = await answerStage(input, plan, outcomes, deps);
  return {
    status: statusOf(outcomes.values()),
    answer: answer.text,
    tasks: taskReports(plan, made, outcomes),
  };
}

async function isApproved(plan: ValidPlan, pending: Pending, deps: RunDeps): Promise<boolean> {
  if (!deps.approve) return true;
  const made = await settled(pending);
  deps.signal.throwIfAborted();
  const approved = await deps.approve({ plan: planJson(plan), tasks: taskReports(plan, made, new Map()) });
  deps.signal.throwIfAborted();
  return approved;
}

function executeStage(
  input: RunInput,
  plan: ValidPlan,
  pending: Pending,
  deps: RunDeps,
): Promise<ReadonlyMap<number, Outcome>> {
  deps.emit({ type: "stage-started", stage: "execution" });
  return executePlan(plan, {
    choose: async (task) => (await pending.get(task.id)) ?? { none: "no choice was made", next: null },
    backends: deps.backends,
    artifacts: deps.artifacts,
    files: input.files,
    clock: deps.clock,
    emit: deps.emit,
    signal: deps.signal,
    limits: input.limits,
  });
}

async function answerStage(
  { request }: RunInput,
  plan: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  deps: RunDeps,
): Promise<Answer> {
  deps.emit({ type: "stage-started", stage: "response" });
  const answer = await respond(
    { request: request || "Say what came of the given plan.", plan, outcomes },
    { controller: deps.controller, signal: deps.signal, ...onText(deps) },
  );
  deps.emit({ type: "answer-ready", answer });
  return answer;
}

async function settled(pending: Pending): Promise<ReadonlyMap<number, Choice>> {
  return new Map(await Promise.all([...pending].map(async ([id, choice]) => [id, await choice] as const)));
}
