import type { JournalEntry, OutcomeStatus, RunEvent, Stage } from "@hugginggpt/shared";

/** A span of work. Times in milliseconds of work since the run started. */
export interface Bar {
  readonly from: number;
  /** Its end; the end or the interruption of the run if that came first. */
  readonly to: number;
  /** `open`: the record ends earlier. */
  readonly state: "ok" | "failed" | "open";
  /** The model and the endpoint; empty for a stage. */
  readonly by: string;
  /** Why it failed; empty if it did not. */
  readonly error: string;
}

export interface TimelineRow {
  /** `planning`, `selection` or `response`, or a task's name. */
  readonly name: string;
  /** Null for a stage. */
  readonly task: number | null;
  /** How a task ended; null for a stage, and for a task without an end. */
  readonly status: OutcomeStatus | null;
  readonly bars: readonly Bar[];
}

/** The timeline of a run. */
export interface Timeline {
  readonly totalMs: number;
  /** When the run was resumed, in milliseconds of work. */
  readonly resumedAt: readonly number[];
  readonly rows: readonly TimelineRow[];
}

interface Row {
  readonly name: string;
  readonly task: number | null;
  status: OutcomeStatus | null;
  readonly bars: Bar[];
}

interface Moment {
  readonly at: number;
  readonly event: RunEvent;
  /** When the work of its process ended. */
  readonly cut: number;
}

/** Returns true for an event that ends a stage's bar; the last of several counts. Execution is shown by its tasks. */
function isEndOf(stage: Stage, event: RunEvent): boolean {
  switch (stage) {
    case "planning":
      return event.type === "plan-ready";
    case "selection":
      return (
        event.type === "model-selected" || (event.type === "stage-started" && event.stage === "execution")
      );
    case "response":
      return event.type === "answer-ready";
    case "execution":
      return false;
  }
}

/**
 * Returns a run's timeline from its entries: a row for each stage and each task of the plan, in that order. The time
 * between interruption and resumption does not count.
 */
export function timelineOf(entries: readonly JournalEntry[]): Timeline {
  const { moments, resumedAt } = inWorkTime(entries);
  const totalMs = moments.at(-1)?.at ?? 0;
  const rows = [
    stageRow("planning", moments),
    stageRow("selection", moments),
    ...taskRows(moments),
    stageRow("response", moments),
  ];
  return { totalMs, resumedAt, rows: rows.filter(({ bars, task }) => bars.length > 0 || task !== null) };
}

/** Converts times to working time, which excludes the time between two processes. */
function inWorkTime(entries: readonly JournalEntry[]): { moments: Moment[]; resumedAt: number[] } {
  const times: { readonly at: number; readonly event: RunEvent; readonly process: number }[] = [];
  const resumedAt: number[] = [];
  let work = 0;
  let last: number | null = null;
  for (const { at, event } of entries) {
    if (event.type === "run-resumed") resumedAt.push(work);
    else if (last !== null) work += Math.max(0, at - last);
    last = at;
    times.push({ at: work, event, process: resumedAt.length });
  }
  const cuts = [...resumedAt, work];
  return {
    moments: times.map(({ at, event, process }) => ({ at, event, cut: cuts[process] ?? work })),
    resumedAt,
  };
}

function stageRow(stage: Stage, moments: readonly Moment[]): Row {
  const bars: Bar[] = [];
  for (const [i, { at, event, cut }] of moments.entries()) {
    if (event.type !== "stage-started" || event.stage !== stage) continue;
    const ends = moments.slice(i).filter((one) => isEndOf(stage, one.event) && one.cut === cut);
    const end = ends.at(-1);
    bars.push({ from: at, to: end?.at ?? cut, state: end ? "ok" : "open", by: "", error: "" });
  }
  return { name: stage, task: null, status: null, bars };
}

function taskRows(moments: readonly Moment[]): Row[] {
  const rows = new Map<number, Row>();
  for (const moment of moments) {
    const { event } = moment;
    if (event.type === "plan-ready") {
      for (const { id, task } of event.plan) rows.set(id, { name: task, task: id, status: null, bars: [] });
    }
    const row = "task" in event ? rows.get(event.task) : undefined;
    if (row) takeInto(row, moment);
  }
  return [...rows.values()];
}

function takeInto(row: Row, { event, at, cut }: Moment): void {
  const last = row.bars.at(-1);
  if (event.type === "attempt-started") {
    const by = `${event.model} at ${event.endpoint}`;
    row.bars.push({ from: at, to: cut, state: "open", by, error: "" });
  } else if (event.type === "attempt-failed" && last) {
    row.bars[row.bars.length - 1] = { ...last, to: at, state: "failed", error: event.error };
  } else if (event.type === "task-ended") {
    row.status = event.outcome.status;
    if (event.outcome.status === "succeeded" && last?.state === "open")
      row.bars[row.bars.length - 1] = { ...last, to: at, state: "ok" };
  }
}
