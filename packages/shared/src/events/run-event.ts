import type { Answer } from "../nouns/answer.js";
import type { Candidate, UnfitReason } from "../nouns/candidate.js";
import type { JobHandle, JobProgress } from "../nouns/job-handle.js";
import type { StepLanguages } from "../nouns/need.js";
import type { Outcome } from "../nouns/outcome.js";
import type { PlanJson } from "../nouns/plan.js";
import type { RecordedFault, RecordedInput } from "../nouns/run-record.js";
import type { Chooser } from "../nouns/selection.js";
import type { CallUsage, RunUsage } from "../nouns/usage.js";

/** Whose words are on the screen while a stage works. */
export type Stage = "planning" | "selection" | "execution" | "response";

/** Everything that happens in a run. Progress bars, traces and JSON are readers of this list. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly run: string;
      readonly request: string;
      readonly controller: string;
      readonly at: string;
      /** The run whose record this one began with, and the task from which on it was done again. */
      readonly from?: { readonly run: string; readonly task: number };
    }
  | {
      /** What the run was given: with it another process can continue. */
      readonly type: "input-recorded";
      readonly input: RecordedInput;
    }
  | {
      readonly type: "run-resumed";
      readonly at: string;
      /** Where its files go from now on, and where those lie that it has, by their names; absent: where they went before. */
      readonly moved?: {
        readonly out: string;
        readonly earlier: Readonly<Record<string, string>>;
      };
    }
  /** Somebody has ended it for good; a process that only stops leaves nothing behind. */
  | { readonly type: "run-cancelled" }
  | {
      /** What can run here, of all tasks: what the planner is told. */
      readonly type: "tasks-known";
      readonly runnable: readonly string[];
    }
  | {
      /** A question to the controller, by the hash of all that is said in it. */
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
      /** Given files that no task uses, by name, in the order in which they were given; never empty. */
      readonly type: "inputs-unused";
      readonly files: readonly string[];
    }
  | {
      readonly type: "candidates-found";
      readonly task: number;
      readonly candidates: readonly string[];
      readonly notes: readonly string[];
      /** The candidates in full, and what was known of others; for whoever continues with the run. */
      readonly found?: {
        readonly candidates: readonly Candidate[];
        readonly known: number;
        readonly limited: boolean;
      };
    }
  | {
      /** Models were found for a task, and none of them can do what it needs; told before anything is spent on it. */
      readonly type: "nothing-fits";
      readonly task: number;
      /** Why the nearest cannot. */
      readonly reasons: readonly UnfitReason[];
      readonly languages: StepLanguages;
      /** Ids, best first, three at most. */
      readonly nearest: readonly string[];
    }
  | {
      readonly type: "model-selected";
      readonly task: number;
      readonly model: string;
      readonly reason: string;
      readonly chooser?: Chooser;
      /** Ids of the other candidates, in the order in which execution falls back to them. */
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
      /** An attempt was answered from the results of an earlier run. */
      readonly type: "result-reused";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
    }
  | {
      /** A provider does the job in its own time; with the handle a later process can wait for it. */
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
      /** Nothing else is left to try, and the provider asked to be left alone for so long. */
      readonly type: "attempt-waiting";
      readonly task: number;
      readonly model: string;
      readonly endpoint: string;
      readonly ms: number;
    }
  | {
      /** A call to a model that does not run on this machine has ended. */
      readonly type: "call-ended";
      /** The task that it was made for; absent for a question to the language model that plans, chooses and answers. */
      readonly task?: number;
      readonly model: string;
      /** See `endpointName`. */
      readonly endpoint: string;
      readonly usage: CallUsage;
      /** US dollars; null if the price is not known. */
      readonly cost: number | null;
      /** Whether the price was assumed, because it is not known. */
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
      /** The same as data, where it was a Fault. */
      readonly fault?: RecordedFault;
      readonly usage?: RunUsage;
    }
  | { readonly type: "warning"; readonly message: string };

/** `done`: every task succeeded (or none was needed); `partial`: some did; `failed`: none did, or there is no plan. */
export type RunStatus = "done" | "partial" | "failed";

export type Emit = (event: RunEvent) => void;
