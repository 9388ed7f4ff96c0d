import {
  type Answer,
  type ArtifactStore,
  type Backend,
  type Clock,
  type Emit,
  Fault,
  type Outcome,
  type Registry,
  TASK_IDS,
  type TaskId,
  taskSpec,
  type UserFile,
  type ValidPlan,
} from "@hugginggpt/shared";
import type { MeteredController } from "./controllers/metered-controller.js";
import { executePlan } from "./executor/execute-plan.js";
import type { ExecutionLimits } from "./executor/limits.js";
import { planJson } from "./planner/plan-json.js";
import { type PlanResult, planRequest } from "./planner/plan-request.js";
import { answerDirectly } from "./responder/answer-directly.js";
import { respond } from "./responder/respond.js";
import { statusOf, taskReports } from "./run/build-report.js";
import { type Choice, chooseModels } from "./run/choose-models.js";
import type { RunReport } from "./run/run-report.js";

export interface RunInput {
  readonly run: string;
  readonly request: string;
  readonly files: readonly UserFile[];
  /** `plan`: stop after planning; `dry`: stop after selection; `all`: execute and answer. */
  readonly until: "plan" | "dry" | "all";
  /** Candidates a task, at least 1. */
  readonly topK: number;
  readonly limits: ExecutionLimits;
}

export interface RunDeps {
  /** Null: the offline planner, selection by rank, a template answer. */
  readonly controller: MeteredController | null;
  readonly registry: Registry;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** What a user can set so that more tasks can run here; empty where everything is set. */
  readonly advice: string;
  /** Called with each piece of the answer as it is written. */
  readonly onAnswerText?: (piece: string) => void;
}

/**
 * Returns what became of a request: planned, models chosen, executed, answered.
 * Failures of tasks are values in the report.
 * @throws Fault PLAN_INVALID when no valid plan came out, CONTROLLER_FAILED and others when planning could not be done;
 * the signal's reason when aborted before execution ended.
 */
export async function runRequest(input: RunInput, deps: RunDeps): Promise<RunReport> {
  const started = deps.clock.now();
  deps.emit({
    type: "run-started",
    run: input.run,
    request: input.request,
    controller: controllerName(deps),
    at: new Date(started).toISOString(),
  });
  const planned = await planStage(input, deps);
  const result =
    planned.kind === "chat"
      ? await chatStage(input, planned.answer, deps)
      : await workStage(input, planned.plan, deps);
  const seconds = (deps.clock.now() - started) / 1000;
  deps.emit({ type: "run-ended", status: result.status, seconds });
  return {
    run: input.run,
    status: result.status,
    answer: result.answer,
    controller: controllerName(deps),
    plan: planned.kind === "chat" ? [] : planJson(planned.plan),
    tasks: result.tasks,
    usage: deps.controller?.usage ?? { llmCalls: 0, promptTokens: 0, completionTokens: 0 },
    seconds,
  };
}

type Planned = Exclude<PlanResult, { kind: "refused" }>;
type Stages = Pick<RunReport, "status" | "answer" | "tasks">;

async function planStage(input: RunInput, deps: RunDeps): Promise<Planned> {
  deps.emit({ type: "stage-started", stage: "planning" });
  const planned = await planRequest(
    { request: input.request, files: input.files, offered: plannableTasks() },
    deps,
  );
  if (planned.kind === "refused") {
    throw new Fault("PLAN_INVALID", planned.reason, {
      wanted: "a plan that can be run",
      came: planned.problems.join(" "),
      ...(planned.next ? { next: planned.next } : {}),
    });
  }
  deps.emit({ type: "plan-ready", plan: planned.kind === "plan" ? planJson(planned.plan) : [] });
  return planned;
}

/** Without a language model nobody answers a request that no rule understood: that is a failure, and said as one. */
async function chatStage(input: RunInput, given: string | null, deps: RunDeps): Promise<Stages> {
  if (input.until !== "all") return { status: "done", answer: given ?? "", tasks: [] };
  deps.emit({ type: "stage-started", stage: "response" });
  const answer: Answer = given
    ? { text: given, writer: "controller" }
    : await answerDirectly(
        { request: input.request, files: input.files },
        { controller: deps.controller, signal: deps.signal, ...onText(deps) },
      );
  deps.emit({ type: "answer-ready", answer });
  return { status: deps.controller ? "done" : "failed", answer: answer.text, tasks: [] };
}

async function workStage(input: RunInput, plan: ValidPlan, deps: RunDeps): Promise<Stages> {
  if (input.until === "plan")
    return { status: "done", answer: "", tasks: taskReports(plan, new Map(), new Map()) };
  deps.emit({ type: "stage-started", stage: "selection" });
  const pending = chooseModels(input.request, plan, {
    search: { registry: deps.registry, backends: deps.backends, controller: deps.controller, k: input.topK },
    emit: deps.emit,
    signal: deps.signal,
    advice: deps.advice,
  });
  const outcomes =
    input.until === "dry" ? new Map<number, Outcome>() : await executeStage(input, plan, pending, deps);
  const choices = await settled(pending);
  deps.signal.throwIfAborted();
  const status = statusOf(outcomes.values());
  const answer = input.until === "dry" ? null : await answerStage(input, plan, outcomes, deps);
  return { status, answer: answer?.text ?? "", tasks: taskReports(plan, choices, outcomes) };
}

function executeStage(
  input: RunInput,
  plan: ValidPlan,
  pending: ReadonlyMap<number, Promise<Choice>>,
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
  input: RunInput,
  plan: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  deps: RunDeps,
): Promise<Answer> {
  deps.emit({ type: "stage-started", stage: "response" });
  const answer = await respond(
    { request: input.request, plan, outcomes },
    { controller: deps.controller, signal: deps.signal, ...onText(deps) },
  );
  deps.emit({ type: "answer-ready", answer });
  return answer;
}

/** Tasks that a plan can contain. One that nothing here can run fails in its own outcome, with what to set. */
function plannableTasks(): TaskId[] {
  return TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
}

async function settled(pending: ReadonlyMap<number, Promise<Choice>>): Promise<ReadonlyMap<number, Choice>> {
  return new Map(await Promise.all([...pending].map(async ([id, choice]) => [id, await choice] as const)));
}

function controllerName(deps: RunDeps): string {
  return deps.controller?.name ?? "offline";
}

function onText(deps: RunDeps): { onText?: (piece: string) => void } {
  return deps.onAnswerText ? { onText: deps.onAnswerText } : {};
}
