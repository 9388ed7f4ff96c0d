import type { Answer } from "../nouns/answer.js";
import type { Candidate, UnfitReason } from "../nouns/candidate.js";
import type { JobHandle, JobProgress } from "../nouns/job-handle.js";
import type { StepLanguages } from "../nouns/need.js";
import type { Outcome } from "../nouns/outcome.js";
import type { PlanJson } from "../nouns/plan.js";
import type { RecordedFault, RecordedInput } from "../nouns/run-record.js";
import type { Chooser } from "../nouns/selection.js";
import type { CallUsage, RunUsage } from "../nouns/usage.js";

/** The stages of a run. */
export type Stage = "planning" | "selection" | "execution" | "response";

/** Everything that happens in a run. Progress bars, traces and JSON read these events. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly run: string;
      readonly request: string;
      readonly controller: string;
      readonly at: string;
      /** The run whose record this one starts with, and the first task that was run again. */
      readonly from?: { readonly run: string; readonly task: number };
    }
  | {
      /** The run's input, with which another process can continue. */
      readonly type: "input-recorded";
      readonly input: RecordedInput;
    }
  | {
      readonly type: "run-resumed";
      readonly at: string;
      /** The folder of new files, and the folders of existing ones by name; absent if unchanged. */
      readonly moved?: {
        readonly out: string;
        readonly earlier: Readonly<Record<string, string>>;
      };
    }
  /** The run was cancelled. A process that merely stops records nothing. */
  | { readonly type: "run-cancelled" }
  | {
      /** The tasks that can run here, as the planner was told. */
      readonly type: "tasks-known";
      readonly runnable: readonly string[];
    }
  | {
      /** A question to the controller, identified by a hash of its content. */
      readonly type: "controller-called";
      readonly prompt: string;
    }
  | {
      readonly type: "controller-answered";
      readonly prompt: string;
      readonly text: string;
      readonly promptTokens: number;
      readonly completionTokens: number;
    }
  | { readonly type: "controller-failed"; readonly prompt: string; readonly fault: RecordedFault }
  | { readonly type: "stage-started"; readonly stage: Stage }
  | { readonly type: "plan-rejected"; readonly attempt: number; readonly problems: readonly string[] }
  | { readonly type: "plan-ready"; readonly plan: readonly PlanJson[] }
  | {
      /** Names of input files that no task uses, in input order; never empty. */
      readonly type: "inputs-unused";
      readonly files: readonly string[];
    }
  | {
      readonly type: "candidates-found";
      readonly task: number;
      readonly candidates: readonly string[];
      readonly notes: readonly string[];
      /** The full candidates, and what was known about others, for a process that continues the run. */
      readonly found?: {
        readonly candidates: readonly Candidate[];
        readonly known: number;
        readonly limited: boolean;
      };
    }
  | {
      /** Models were found for a task, but none of them meets its need. Emitted before anything is spent on it. */
      readonly type: "nothing-fits";
      readonly task: number;
      /** Why the nearest models cannot do it. */
      readonly reasons: readonly UnfitReason[];
      readonly languages: StepLanguages;
      /** At most three ids, best first. */
      readonly nearest: readonly string[];
    }
  | {
      readonly type: "model-selected";
      readonly task: number;
      readonly model: string;
      readonly reason: string;
      readonly chooser?: Chooser;
      /** Ids of the other candidates, in the order of fallback. */
      readonly passedOver?: readonly string[];
    }
  | { readonly type: "task-started"; readonly task: number }
  | {
      readonly type: "attempt-started";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
    }
  | {
      readonly type: "attempt-failed";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
      readonly error: string;
      readonly fault?: RecordedFault;
    }
  | {
      /** An attempt used the result of an earlier run. */
      readonly type: "result-reused";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
    }
  | {
      /** A provider accepted an asynchronous job. A later process can wait for it with the handle. */
      readonly type: "job-submitted";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
      readonly handle: JobHandle;
    }
  | {
      readonly type: "attempt-progress";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
      readonly progress: JobProgress;
    }
  | {
      /** Nothing else is left to try, and the provider asked for a pause. */
      readonly type: "attempt-waiting";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
      readonly ms: number;
    }
  | {
      /** A call to a remote model has ended. */
      readonly type: "call-ended";
      /** The call's task; absent for a question to the controller. */
      readonly task?: number;
      readonly model: string;
      /** See `endpointName`. */
      readonly endpoint: string;
      readonly usage: CallUsage;
      /** US dollars; null if the price is unknown. */
      readonly cost: number | null;
      /** Whether the price is unknown and was assumed. */
      readonly assumed?: boolean;
    }
  | { readonly type: "task-ended"; readonly task: number; readonly outcome: Outcome }
  | { readonly type: "answer-ready"; readonly answer: Answer }
  | {
      readonly type: "run-ended";
      readonly status: RunStatus;
      readonly seconds: number;
      /** Why there is no answer; absent if there is one. */
      readonly error?: string;
      /** The Fault as data, if it was one. */
      readonly fault?: RecordedFault;
      readonly usage?: RunUsage;
    }
  | { readonly type: "warning"; readonly message: string };

/** `done`: every task succeeded (or none was needed); `partial`: some did; `failed`: none did, or there is no plan. */
export type RunStatus = "done" | "partial" | "failed";

export type Emit = (event: RunEvent) => void;
