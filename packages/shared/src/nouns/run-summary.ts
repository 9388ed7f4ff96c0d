import type { RunStatus } from "../events/run-event.js";
import type { RunUsage } from "./usage.js";

/** A summary of a run. */
export interface RunSummary {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /**
   * `running`: a process is working on it; `interrupted`: none is, and it has neither come to its end nor was it
   * `cancelled`.
   */
  readonly status: RunStatus | "running" | "interrupted" | "cancelled";
  /** The time that processes worked on it. */
  readonly seconds: number;
  readonly tasks: { readonly all: number; readonly succeeded: number };
  readonly request: string;
  readonly usage: RunUsage;
  /** Why it ended without an answer; null if it has one or has not ended. */
  readonly error: string | null;
  /** The run whose record it started with. */
  readonly from: { readonly run: string; readonly task: number } | null;
}
