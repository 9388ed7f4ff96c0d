import type { FaultCode } from "../errors/fault.js";
import type { Artifact } from "./artifact.js";
import type { CallUsage } from "./usage.js";
import type { TaskOutput } from "./value.js";

/** An attempt with one model at one endpoint. */
export interface Attempt {
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  readonly ok: boolean;
  /** The fault's code; absent if ok, or if a bug was the cause. */
  readonly faultCode?: FaultCode;
  /** One line; null if ok. */
  readonly error: string | null;
  readonly ms: number;
  /** Its usage; absent if unknown. */
  readonly usage?: CallUsage;
  /** US dollars; absent if it ran on this machine, null if the price is unknown. */
  readonly cost?: number | null;
}

/** The outcome of a task: a value, never an exception. */
export type Outcome =
  | {
      readonly status: "succeeded";
      readonly model: string;
      readonly endpoint: string;
      readonly output: TaskOutput;
      readonly artifacts: readonly Artifact[];
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly status: "failed";
      readonly reason: string;
      readonly next: string | null;
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly status: "blocked";
      readonly by: readonly number[];
      readonly reason: string;
      readonly attempts: readonly Attempt[];
    }
  | { readonly status: "cancelled"; readonly reason: string; readonly attempts: readonly Attempt[] }
  | {
      readonly status: "skipped";
      readonly cause: SkipCause;
      readonly reason: string;
      readonly attempts: readonly Attempt[];
    };

/** Why a task was skipped. */
export type SkipCause =
  /** The run's time was over. */
  | { readonly kind: "time" }
  /** Every possible attempt would have exceeded one of the run's caps. */
  | { readonly kind: "cap"; readonly cap: string }
  /** Its output is useless, because the tasks that need it cannot run. */
  | { readonly kind: "useless" };

export type OutcomeStatus = Outcome["status"];
