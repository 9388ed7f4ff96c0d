import type { JournalEntry, RunStatus, RunUsage } from "@hugginggpt/shared";
import { type RecordedRun, recordedRun } from "./recorded-run.js";

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
  const record = recordedRun(entries);
  if (!record) return null;
  const { run, startedAt, activeMs, outcomes, plan, request, error, from, usage } = record;
  const succeeded = [...outcomes.values()].filter(({ status }) => status === "succeeded").length;
  return {
    run,
    startedAt: new Date(startedAt).toISOString(),
    status: record.status ?? (isHeld ? "running" : record.cancelled ? "cancelled" : "interrupted"),
    seconds: activeMs / 1000,
    tasks: { all: plan?.length ?? 0, succeeded },
    request,
    usage,
    error,
    from,
  };
}
