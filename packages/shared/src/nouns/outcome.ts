import type { FaultCode } from "../errors/fault.js";
import type { Artifact } from "./artifact.js";
import type { CallUsage } from "./usage.js";
import type { TaskOutput } from "./value.js";

/** One try of one model at one endpoint. */
export interface Attempt {
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  readonly ok: boolean;
  /** The fault's code; absent when ok, and where a bug was the cause. */
  readonly faultCode?: FaultCode;
  /** One line; null when ok. */
  readonly error: string | null;
  readonly ms: number;
  /** What it used; absent if nothing is known of it. */
  readonly usage?: CallUsage;
  /** US dollars; absent if it ran on this machine, null if its price is not known. */
  readonly cost?: number | null;
}

/** What became of a task: a value, never an exception. */
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
  /** The run's own time was over. */
  | { readonly kind: "time" }
  /** What could have been tried did not fit under one of the run's caps. */
  | { readonly kind: "cap"; readonly cap: string }
  /** Nothing can use what it makes: the tasks that follow cannot be run. */
  | { readonly kind: "useless" };

export type OutcomeStatus = Outcome["status"];
