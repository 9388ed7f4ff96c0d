import type { Artifact } from "./artifact.js";
import type { CallUsage } from "./usage.js";
import type { TaskOutput } from "./value.js";

/** One try of one model at one endpoint. */
export interface Attempt {
  readonly model: string;
  /** See `endpointName`. */
  readonly endpoint: string;
  readonly ok: boolean;
  /** One line; null when ok. */
  readonly error: string | null;
  readonly ms: number;
  /** What it used; absent where nothing is known of it. */
  readonly usage?: CallUsage;
  /** US dollars; absent where it ran on this machine, null where its price is not known. */
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
  | { readonly status: "skipped"; readonly reason: string; readonly attempts: readonly Attempt[] };

export type OutcomeStatus = Outcome["status"];
