import {
  type Answer,
  type Artifact,
  type ChatReply,
  type JournalEntry,
  type Outcome,
  type PlanJson,
  type RecordedFault,
  type RecordedInput,
  type RunEvent,
  type SubmittedJob,
  TASK_IDS,
  type TaskId,
} from "@hugginggpt/shared";
import { type RunTally, tallied } from "./run-tally.js";

type EventOf<T extends RunEvent["type"]> = Extract<RunEvent, { readonly type: T }>;

/** The candidates that were found for a task, and the selection. */
export interface RecordedChoice {
  readonly found: NonNullable<EventOf<"candidates-found">["found"]> & { readonly notes: readonly string[] };
  /** Null if no choice was made before the record ends. */
  readonly selected: EventOf<"model-selected"> | null;
}

/** The controller's reply to a question: an answer, or why there is none. */
export type RecordedReply = ChatReply | { readonly fault: RecordedFault };

/** A change to a plan before it was approved: another plan, or the model of a task. */
export type RecordedChange =
  | { readonly plan: readonly PlanJson[] }
  | { readonly task: number; readonly model: string };

/** A plan that was changed before it was executed, with the candidates for it. */
export interface EarlierPlan {
  readonly plan: readonly PlanJson[];
  readonly choices: ReadonlyMap<number, RecordedChoice>;
}

/** A run as its journal describes it: the latest entry about each thing counts. */
export interface RecordedRun extends RunTally {
  readonly controller: string;
  readonly input: RecordedInput | null;
  /** The tasks that could run, so that the planner can be asked the same again; null if it was not asked. */
  readonly runnable: readonly TaskId[] | null;
  /** Null if there is none yet; empty if no task is needed. */
  readonly plan: readonly PlanJson[] | null;
  /** The choices for the current plan; those for tasks that were changed are among `earlier`. */
  readonly choices: ReadonlyMap<number, RecordedChoice>;
  /** Earlier plans, oldest first; empty if the plan was not changed. */
  readonly earlier: readonly EarlierPlan[];
  /** Changes before the execution, in order. */
  readonly changes: readonly RecordedChange[];
  /** Whether execution had started. */
  readonly executing: boolean;
  /** Tasks that were started. */
  readonly begun: ReadonlySet<number>;
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Failed attempts by task, in order. */
  readonly failures: ReadonlyMap<number, readonly EventOf<"attempt-failed">[]>;
  /** Jobs of tasks without an outcome. */
  readonly submitted: ReadonlyMap<number, SubmittedJob>;
  /** The controller's replies by the hash of the question, in order. */
  readonly replies: ReadonlyMap<string, readonly RecordedReply[]>;
  readonly answer: Answer | null;
  /** `error` as data, where that is recorded. */
  readonly fault: RecordedFault | null;
}

type Draft = {
  -readonly [K in keyof RecordedRun]: RecordedRun[K] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : RecordedRun[K] extends ReadonlySet<infer Member>
      ? Set<Member>
      : RecordedRun[K];
};

/** Returns a run from its entries; null if none of them starts one. */
export function recordedRun(entries: readonly JournalEntry[]): RecordedRun | null {
  const first = entries.find(({ event }) => event.type === "run-started");
  const tally = tallied(null, entries);
  if (first?.event.type !== "run-started" || !tally) return null;
  const draft: Draft = {
    ...tally,
    controller: first.event.controller,
    input: null,
    runnable: null,
    plan: null,
    choices: new Map(),
    earlier: [],
    changes: [],
    executing: false,
    begun: new Set(),
    outcomes: new Map(),
    failures: new Map(),
    submitted: new Map(),
    replies: new Map(),
    answer: null,
    fault: null,
  };
  for (const { event } of entries) take(event, draft);
  return draft;
}

/** Returns true if a run has ended or was cancelled for good. */
export function isOver({ status, cancelled }: RecordedRun): boolean {
  return status !== null || cancelled;
}

function take(event: RunEvent, draft: Draft): void {
  switch (event.type) {
    case "input-recorded":
      draft.input = event.input;
      break;
    case "tasks-known":
      draft.runnable = TASK_IDS.filter((id) => event.runnable.includes(id));
      break;
    case "plan-ready":
      takePlan(event.plan, draft);
      break;
    case "stage-started":
      draft.executing ||= event.stage === "execution";
      break;
    case "answer-ready":
      draft.answer = event.answer;
      break;
    case "run-ended":
      draft.fault = event.fault ?? null;
      break;
    case "run-resumed":
      if (draft.input) draft.input = { ...draft.input, setup: { ...draft.input.setup, ...event.moved } };
      draft.fault = null;
      break;
    case "controller-answered": {
      const { text, promptTokens, completionTokens } = event;
      push(draft.replies, event.prompt, { text, promptTokens, completionTokens });
      break;
    }
    case "controller-failed":
      push(draft.replies, event.prompt, { fault: event.fault });
      break;
    default:
      takeOfTask(event, draft);
  }
}

/** A later plan replaces the current one; choices for unchanged tasks stay valid. */
function takePlan(plan: readonly PlanJson[], draft: Draft): void {
  const before = draft.plan;
  draft.plan = plan;
  if (before === null) return;
  draft.earlier = [...draft.earlier, { plan: before, choices: draft.choices }];
  draft.changes = [...draft.changes, { plan }];
  const same = new Set(before.map((task) => JSON.stringify(task)));
  const kept = new Set(plan.filter((task) => same.has(JSON.stringify(task))).map(({ id }) => id));
  draft.choices = new Map([...draft.choices].filter(([id]) => kept.has(id)));
}

function takeOfTask(event: RunEvent, draft: Draft): void {
  const { begun, choices, outcomes, failures, submitted } = draft;
  switch (event.type) {
    case "candidates-found":
      if (event.found) {
        choices.set(event.task, { found: { ...event.found, notes: event.notes }, selected: null });
      }
      break;
    case "model-selected": {
      const choice = choices.get(event.task);
      if (choice) choices.set(event.task, { ...choice, selected: event });
      if (event.chooser === "user")
        draft.changes = [...draft.changes, { task: event.task, model: event.model }];
      break;
    }
    case "task-started":
      begun.add(event.task);
      failures.delete(event.task);
      break;
    case "attempt-failed":
      push(failures, event.task, event);
      submitted.delete(event.task);
      break;
    case "job-submitted":
      submitted.set(event.task, event);
      break;
    case "task-ended":
      outcomes.set(event.task, event.outcome);
      submitted.delete(event.task);
      break;
    default:
  }
}

function push<K, V>(map: Map<K, readonly V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** Returns the files of a run that belong to a successful task. */
export function artifactsOf({ outcomes }: Pick<RecordedRun, "outcomes">): Artifact[] {
  return [...outcomes.values()].flatMap((outcome) =>
    outcome.status === "succeeded" ? outcome.artifacts : [],
  );
}
