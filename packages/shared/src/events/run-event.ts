import type { Answer } from "../nouns/answer.js";
import type { Outcome } from "../nouns/outcome.js";
import type { PlanJson } from "../nouns/plan.js";

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
    }
  | { readonly type: "stage-started"; readonly stage: Stage }
  | { readonly type: "plan-rejected"; readonly attempt: number; readonly problems: readonly string[] }
  | { readonly type: "plan-ready"; readonly plan: readonly PlanJson[] }
  | {
      readonly type: "candidates-found";
      readonly task: number;
      readonly candidates: readonly string[];
      readonly notes: readonly string[];
    }
  | {
      readonly type: "model-selected";
      readonly task: number;
      readonly model: string;
      readonly reason: string;
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
    }
  | { readonly type: "task-ended"; readonly task: number; readonly outcome: Outcome }
  | { readonly type: "answer-ready"; readonly answer: Answer }
  | { readonly type: "run-ended"; readonly status: RunStatus; readonly seconds: number }
  | { readonly type: "warning"; readonly message: string };

/** `done`: every task succeeded (or none was needed); `partial`: some did; `failed`: none did, or there is no plan. */
export type RunStatus = "done" | "partial" | "failed";

export type Emit = (event: RunEvent) => void;
