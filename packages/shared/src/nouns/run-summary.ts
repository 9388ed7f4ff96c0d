import type { RunStatus } from "../events/run-event.js";
import type { RunUsage } from "./usage.js";

/** A run in a few words. */
export interface RunSummary {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /**
   * `running`: a process is working on it; `interrupted`: none is, and it has neither come to its end nor was it
   * `cancelled`.
   */
  readonly status: RunStatus | "running" | "interrupted" | "cancelled";
  /** For how long it has been worked at. */
  readonly seconds: number;
  readonly tasks: { readonly all: number; readonly succeeded: number };
  readonly request: string;
  readonly usage: RunUsage;
  /** Why it ended without an answer; null if it did not. */
  readonly error: string | null;
  /** The run whose record it began with. */
  readonly from: { readonly run: string; readonly task: number } | null;
}
