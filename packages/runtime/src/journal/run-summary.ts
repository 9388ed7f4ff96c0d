import type { JournalEntry, RunStatus, RunUsage } from "@hugginggpt/shared";
import type { RecordedRun } from "./recorded-run.js";
import { type RunTally, tallied } from "./run-tally.js";

/** A run in a few words. */
export interface RunSummary {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** `running`: a process is working on it; `interrupted`: none is, and it has neither come to its end nor was it `cancelled`. */
  readonly status: RunStatus | "running" | "interrupted" | "cancelled";
  /** For how long it has been worked at. */
  readonly seconds: number;
  readonly tasks: { readonly all: number; readonly succeeded: number };
  readonly request: string;
  readonly usage: RunUsage;
  /** Why it ended without an answer; null where it did not. */
  readonly error: string | null;
  /** The run whose record it began with. */
  readonly from: RecordedRun["from"];
}

/** Returns a run's summary; null where its entries do not begin one. `isHeld`: whether a process is working on it now. */
export function summaryOf(entries: readonly JournalEntry[], isHeld: boolean): RunSummary | null {
  const tally = tallied(null, entries);
  return tally && tallySummary(tally, isHeld);
}

/** Returns the summary of a run whose entries come to a tally. */
export function tallySummary(tally: RunTally, isHeld: boolean): RunSummary {
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
