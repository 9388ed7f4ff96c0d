import {
  type JournalEntry,
  NO_USAGE,
  type RunEvent,
  type RunStatus,
  type RunSummary,
  type RunUsage,
  withCall,
} from "@hugginggpt/shared";

/** A summary of a run's entries so far, as plain data, to which later entries can be added without the earlier ones. */
export interface RunTally {
  readonly run: string;
  readonly request: string;
  /** The run that it repeats, and the first repeated task; null if it repeats none. */
  readonly from: { readonly run: string; readonly task: number } | null;
  /** Milliseconds since the Unix epoch; `last`: of the last entry. */
  readonly startedAt: number;
  readonly last: number;
  /** Milliseconds of work: the time between interruption and resumption is left out. */
  readonly activeMs: number;
  /** The number of the plan's tasks, and the ids of those that succeeded. */
  readonly tasks: number;
  readonly succeeded: readonly number[];
  /** Without calls that were in flight when a process was killed. */
  readonly usage: RunUsage;
  /** Null if the run has not ended. */
  readonly status: RunStatus | null;
  /** Whether it was cancelled for good. */
  readonly cancelled: boolean;
  /** Why it ended without an answer; null if it did not. */
  readonly error: string | null;
  /** The place of its files; null if its record does not say. */
  readonly out: string | null;
}

/** Returns the tally of earlier entries (null: none) with these added; null if none starts a run. */
export function tallied(before: RunTally | null, entries: readonly JournalEntry[]): RunTally | null {
  let tally = before;
  for (const { at, event } of entries) {
    if (tally === null) tally = event.type === "run-started" ? begun(event, at) : null;
    else {
      const worked = event.type === "run-resumed" ? 0 : Math.max(0, at - tally.last);
      tally = { ...tally, ...changeOf(event, tally), last: at, activeMs: tally.activeMs + worked };
    }
  }
  return tally;
}

function begun(event: Extract<RunEvent, { type: "run-started" }>, at: number): RunTally {
  const { run, request, from = null } = event;
  return {
    ...{ run, request, from, startedAt: at, last: at, activeMs: 0, tasks: 0, succeeded: [], usage: NO_USAGE },
    ...{ status: null, cancelled: false, error: null, out: null },
  };
}

function changeOf(event: RunEvent, tally: RunTally): Partial<RunTally> {
  switch (event.type) {
    case "input-recorded":
      return { out: textOf(event.input.setup.out) };
    case "plan-ready":
      return { tasks: event.plan.length };
    case "task-ended": {
      const others = tally.succeeded.filter((task) => task !== event.task);
      return { succeeded: event.outcome.status === "succeeded" ? [...others, event.task] : others };
    }
    case "call-ended":
      return { usage: withCall(tally.usage, event) };
    case "run-ended":
      return { status: event.status, error: event.error ?? null };
    case "run-cancelled":
      return { cancelled: true };
    case "run-resumed":
      return {
        status: null,
        cancelled: false,
        error: null,
        ...(event.moved ? { out: event.moved.out } : {}),
      };
    default:
      return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Returns a run's summary. `isHeld`: whether a process is working on it now. */
export function summaryOf(tally: RunTally, isHeld: boolean): RunSummary {
  const { run, startedAt, activeMs, tasks, succeeded, request, usage, error, from, status, cancelled } =
    tally;
  return {
    run,
    startedAt: new Date(startedAt).toISOString(),
    status: status ?? (isHeld ? "running" : cancelled ? "cancelled" : "interrupted"),
    seconds: activeMs / 1000,
    tasks: { all: tasks, succeeded: succeeded.length },
    request,
    usage,
    error,
    from,
  };
}
