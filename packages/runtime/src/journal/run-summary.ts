import type { JournalEntry, RunSummary } from "@hugginggpt/shared";
import { type RunTally, tallied } from "./run-tally.js";

/** Returns a run's summary; null if its entries do not begin one. `isHeld`: whether a process is working on it now. */
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
