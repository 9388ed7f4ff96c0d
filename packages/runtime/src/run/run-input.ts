import type {
  ArtifactStore,
  Backend,
  ChatMessage,
  Clock,
  Emit,
  ModelLimits,
  PlanJson,
  Policy,
  Registry,
  UserFile,
} from "@hugginggpt/shared";
import type { MeteredController } from "../controllers/metered-controller.js";
import type { ExecutionLimits } from "../executor/limits.js";
import type { TaskReport } from "./run-report.js";

export interface RunInput {
  readonly run: string;
  /** May be empty where a plan is given. */
  readonly request: string;
  readonly files: readonly UserFile[];
  /** `plan`: stop after planning; `dry`: stop after selection; `all`: execute and answer. */
  readonly until: "plan" | "dry" | "all";
  /** A plan that the user gives instead of having one made: the text of its file. */
  readonly plan?: string;
  /** Earlier messages of the conversation, oldest first. */
  readonly history?: readonly ChatMessage[];
  /** Candidates a task, at least 1. */
  readonly topK: number;
  /** What the choice of models prefers. */
  readonly policy: Policy;
  /** What every model must satisfy. */
  readonly models: ModelLimits;
  readonly limits: ExecutionLimits;
}

/** What is about to run, for whoever has to agree. */
export interface Proposal {
  readonly plan: readonly PlanJson[];
  /** As reports of tasks that are planned: model, endpoint, reason, or why there is none. */
  readonly tasks: readonly TaskReport[];
}

export interface RunDeps {
  /** Null: the offline planner, selection by rank, a template answer. */
  readonly controller: MeteredController | null;
  readonly registry: Registry;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** What a user can set so that more tasks can run here; empty where everything is set. */
  readonly advice: string;
  /** Asked before anything is executed; false: nothing is. Absent: nobody is asked. */
  readonly approve?: (proposal: Proposal) => Promise<boolean>;
  /** Called with each piece of the answer as it is written. */
  readonly onAnswerText?: (piece: string) => void;
}

/** Returns what passes the pieces of an answer on, where somebody wants them. */
export function onText({ onAnswerText }: RunDeps): { onText?: (piece: string) => void } {
  return onAnswerText ? { onText: onAnswerText } : {};
}
