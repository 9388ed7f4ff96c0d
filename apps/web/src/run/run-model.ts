import type { Proposal } from "@hugginggpt/runtime";
import type { Candidate, Outcome, PlanJson, RunStatus, RunUsage, Stage } from "@hugginggpt/shared";
import type { FollowedEvent } from "../api/follow.js";

/** The state of a task on the page. */
export type TaskState = "waiting" | "running" | Outcome["status"];

/** An attempt with a model, ended or not. */
export interface AttemptModel {
  readonly model: string;
  readonly endpoint: string;
  /** Null if it succeeded or has not ended. */
  readonly error: string | null;
  /** Milliseconds since the Unix epoch, as in the run's events. */
  readonly beganAt: number;
  /** Null if it has not ended. */
  readonly endedAt: number | null;
  readonly cost: number | null;
  /** Whether the result is that of an identical task of an earlier run. */
  readonly isReused: boolean;
}

export interface TaskModel extends PlanJson {
  readonly state: TaskState;
  readonly candidates: readonly Candidate[];
  readonly notes: readonly string[];
  readonly model: string | null;
  readonly reason: string;
  readonly attempts: readonly AttemptModel[];
  /** 0 to 1; null if the provider does not report it. */
  readonly progress: number | null;
  readonly beganAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
}

/** A run, built from its events. */
export interface RunModel {
  readonly run: string;
  readonly request: string;
  readonly controller: string;
  readonly stage: Stage | null;
  readonly beganAt: number | null;
  readonly tasks: readonly TaskModel[];
  /** The answer, as far as it is written. */
  readonly answer: string;
  readonly isAnswered: boolean;
  readonly status: RunStatus | null;
  readonly error: string | null;
  readonly warnings: readonly string[];
  /** Names of files that no task uses. */
  readonly unused: readonly string[];
  readonly proposal: Proposal | null;
  readonly usage: RunUsage | null;
  readonly calls: number;
  readonly tokens: number;
  readonly cost: number;
  /** The cap on its cost in US dollars; null for none. */
  readonly maxCost: number | null;
}

/** Returns a run before its first event. */
export function emptyRun(run: string): RunModel {
  return {
    ...{
      run,
      request: "",
      controller: "",
      stage: null,
      beganAt: null,
      tasks: [],
      answer: "",
      isAnswered: false,
    },
    ...{
      status: null,
      error: null,
      warnings: [],
      unused: [],
      proposal: null,
      usage: null,
      calls: 0,
      tokens: 0,
      cost: 0,
      maxCost: null,
    },
  };
}

/** Returns a run after an event. Events that the page does not show change nothing. */
export function afterEvent(run: RunModel, event: FollowedEvent): RunModel {
  switch (event.type) {
    case "run-started":
      return { ...run, request: event.request, controller: event.controller, beganAt: event.at };
    case "input-recorded":
      return { ...run, maxCost: maxCostOf(event.input.options.caps) };
    case "run-resumed":
      return { ...run, status: null, error: null, proposal: null };
    case "stage-started":
      return { ...run, stage: event.stage, proposal: null };
    case "plan-ready":
      return { ...run, tasks: event.plan.map((task) => plannedTask(task, run)) };
    case "approval-wanted":
      return { ...run, proposal: event.proposal };
    case "answer-text":
      return { ...run, answer: run.isAnswered ? run.answer : run.answer + event.text };
    case "answer-ready":
      return { ...run, answer: event.answer.text, isAnswered: true };
    case "inputs-unused":
      return { ...run, unused: event.files };
    case "warning":
      return { ...run, warnings: [...run.warnings, event.message] };
    case "call-ended":
      return afterTask(afterCall(run, event), event);
    case "run-ended":
      return {
        ...run,
        status: event.status,
        error: event.error ?? null,
        usage: event.usage ?? null,
        proposal: null,
      };
    default:
      return afterTask(run, event);
  }
}

function afterCall(run: RunModel, { usage, cost }: Extract<FollowedEvent, { type: "call-ended" }>): RunModel {
  const tokens = run.tokens + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
  return { ...run, calls: run.calls + 1, tokens, cost: run.cost + (cost ?? 0) };
}

function maxCostOf(caps: unknown): number | null {
  const { maxCost } = (caps ?? {}) as { maxCost?: unknown };
  return typeof maxCost === "number" ? maxCost : null;
}

function plannedTask(task: PlanJson, { tasks }: RunModel): TaskModel {
  const before = tasks.find(({ id }) => id === task.id);
  if (before && JSON.stringify([before.task, before.args]) === JSON.stringify([task.task, task.args]))
    return before;
  return {
    ...task,
    ...{ state: "waiting", candidates: [], notes: [], model: null, reason: "", attempts: [] },
    ...{ progress: null, beganAt: null, endedAt: null, outcome: null },
  };
}

function afterTask(run: RunModel, event: FollowedEvent): RunModel {
  if (!("task" in event) || event.task === undefined) return run;
  const { task: id } = event;
  return { ...run, tasks: run.tasks.map((task) => (task.id === id ? changed(task, event) : task)) };
}

function changed(task: TaskModel, event: FollowedEvent): TaskModel {
  switch (event.type) {
    case "candidates-found":
      return { ...task, candidates: event.found?.candidates ?? [], notes: event.notes };
    case "model-selected":
      return { ...task, model: event.model, reason: event.reason };
    case "task-started":
      return { ...task, state: "running", beganAt: event.at, attempts: [] };
    case "attempt-started":
      return { ...task, progress: null, attempts: [...task.attempts, attemptOf(event)] };
    case "attempt-failed":
      return { ...task, attempts: withLast(task.attempts, { error: event.error, endedAt: event.at }) };
    case "attempt-progress":
      return { ...task, progress: event.progress.percent === null ? null : event.progress.percent / 100 };
    case "call-ended":
      return { ...task, attempts: withLast(task.attempts, { cost: event.cost }) };
    case "result-reused":
      return { ...task, attempts: withLast(task.attempts, { isReused: true }) };
    case "task-ended":
      return ended(task, event.outcome, event.at);
    default:
      return task;
  }
}

function ended(task: TaskModel, outcome: Outcome, at: number): TaskModel {
  const model = outcome.status === "succeeded" ? outcome.model : task.model;
  const isOpen = task.attempts.at(-1)?.endedAt === null;
  const attempts = isOpen ? withLast(task.attempts, { endedAt: at }) : task.attempts;
  return { ...task, state: outcome.status, outcome, model, attempts, endedAt: at, progress: null };
}

function attemptOf({
  model,
  endpoint,
  at,
}: Pick<AttemptModel, "model" | "endpoint"> & { at: number }): AttemptModel {
  return { model, endpoint, error: null, beganAt: at, endedAt: null, cost: null, isReused: false };
}

function withLast(attempts: readonly AttemptModel[], change: Partial<AttemptModel>): readonly AttemptModel[] {
  const last = attempts.at(-1);
  return last ? [...attempts.slice(0, -1), { ...last, ...change }] : attempts;
}

/** Returns the tasks of a run that no longer runs: tasks that were running count as cancelled. */
export function atRest(tasks: readonly TaskModel[]): readonly TaskModel[] {
  return tasks.map((task) => (task.state === "running" ? { ...task, state: "cancelled" } : task));
}

/** Returns true if a run's plan was declined: it failed without an error, and no task was started. */
export function wasDeclined({ status, error, answer, tasks }: RunModel): boolean {
  if (status !== "failed" || error !== null || answer !== "") return false;
  return tasks.length > 0 && tasks.every(({ state }) => state === "waiting");
}

/** Returns the share of tasks that have ended, 0 to 1; null without a plan. */
export function progressOf({ tasks }: RunModel): number | null {
  if (tasks.length === 0) return null;
  const over = tasks.filter(({ state }) => state !== "waiting" && state !== "running").length;
  return over / tasks.length;
}
