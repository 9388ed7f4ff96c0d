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

/** What was found for a task, and what was chosen of it. */
export interface RecordedChoice {
  readonly found: NonNullable<EventOf<"candidates-found">["found"]> & { readonly notes: readonly string[] };
  /** Null if no choice was made before the record ends. */
  readonly selected: EventOf<"model-selected"> | null;
}

/** What the controller said to a question: an answer or why there is none. */
export type RecordedReply = ChatReply | { readonly fault: RecordedFault };

/** A change to a plan before it was approved: another plan, or the model of a task. */
export type RecordedChange =
  | { readonly plan: readonly PlanJson[] }
  | { readonly task: number; readonly model: string };

/** A plan that was changed before it was executed, with what was found for it. */
export interface EarlierPlan {
  readonly plan: readonly PlanJson[];
  readonly choices: ReadonlyMap<number, RecordedChoice>;
}

/** What a record and its tally both tell of a run. */
type Told =
  | "run"
  | "request"
  | "from"
  | "startedAt"
  | "activeMs"
  | "usage"
  | "status"
  | "cancelled"
  | "error";

/** A run as far as its journal tells it: the last word on each thing. */
export interface RecordedRun extends Pick<RunTally, Told> {
  readonly controller: string;
  readonly input: RecordedInput | null;
  /** The tasks that could run, so that the planner is asked the same again; null if it was not asked. */
  readonly runnable: readonly TaskId[] | null;
  /** Null if there was none yet; empty if no task is needed. */
  readonly plan: readonly PlanJson[] | null;
  /** Those of the plan: what was chosen for a task that the plan now says otherwise is among `earlier`. */
  readonly choices: ReadonlyMap<number, RecordedChoice>;
  /** The plans before it, the first one first; empty if nobody changed it. */
  readonly earlier: readonly EarlierPlan[];
  /** What was changed before it was executed, in order. */
  readonly changes: readonly RecordedChange[];
  /** Whether execution had begun. */
  readonly executing: boolean;
  /** Tasks that were begun. */
  readonly begun: ReadonlySet<number>;
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** The attempts that failed, by task, in order. */
  readonly failures: ReadonlyMap<number, readonly EventOf<"attempt-failed">[]>;
  /** The jobs of tasks that have no outcome. */
  readonly submitted: ReadonlyMap<number, SubmittedJob>;
  /** What the controller said, by the hash of the question, in order. */
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

/** Returns a run from its entries; null if they do not begin one. */
export function recordedRun(entries: readonly JournalEntry[]): RecordedRun | null {
  const first = entries.find(({ event }) => event.type === "run-started");
  const tally = tallied(null, entries);
  if (first?.event.type !== "run-started" || !tally) return null;
  const { run, request, from, startedAt, activeMs, usage, status, cancelled, error } = tally;
  const draft: Draft = {
    ...{ run, request, from, startedAt, activeMs, usage, status, cancelled, error },
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

/** Whether a run has come to its end, or was cancelled for good. */
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

/** A second plan is the first one changed: of what was chosen, that for unchanged tasks still counts. */
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

/** Returns the files of a run that are somebody's result. */
export function artifactsOf({ outcomes }: Pick<RecordedRun, "outcomes">): Artifact[] {
  return [...outcomes.values()].flatMap((outcome) =>
    outcome.status === "succeeded" ? outcome.artifacts : [],
  );
}
