import type {
  ArtifactStore,
  Backend,
  ChatMessage,
  Clock,
  Controller,
  Emit,
  EndpointPrice,
  ModelLimits,
  PlanJson,
  Policy,
  PromptSettings,
  Registry,
  RunCaps,
  TaskId,
  TrackRecords,
  UserFile,
} from "@hugginggpt/shared";
import type { CallMeter } from "../executor/call-meter.js";
import type { ExecutionSchedule } from "../executor/execution.js";
import type { ExecutionLimits } from "../executor/limits.js";
import type { ProviderCooldown } from "../executor/provider-cooldown.js";
import type { FindCandidates } from "./choices.js";
import type { ResumeState } from "./resume-state.js";
import type { TaskReport } from "./run-report.js";
import type { Spending } from "./spending.js";

export interface RunInput {
  readonly run: string;
  /** May be empty if a plan is given. */
  readonly request: string;
  readonly files: readonly UserFile[];
  /** `plan`: stop after planning; `dry`: stop after selection; `all`: execute and answer. */
  readonly until: "plan" | "dry" | "all";
  /** A plan that the user gives instead of having one made: the text of its file. */
  readonly plan?: string;
  /** Earlier messages of the conversation, oldest first. */
  readonly history?: readonly ChatMessage[];
  /** The greatest handle of the files that earlier requests had, which wait for a request that uses them. Default with a history: all. */
  readonly earlierFiles?: number;
  /** Candidates a task, at least 1. */
  readonly topK: number;
  /** What the choice of models prefers. */
  readonly policy: Policy;
  /** What every model must satisfy. */
  readonly models: ModelLimits;
  readonly limits: ExecutionLimits;
  /** What the run may use at most; absent: what it takes. */
  readonly caps?: RunCaps;
  /** What the user adds to the prompts; absent: nothing. */
  readonly prompts?: PromptSettings;
}

/** A plan that waits for approval. */
export interface Proposal {
  readonly plan: readonly PlanJson[];
  /** As reports of tasks that are planned: model, endpoint, reason, or why there is none. */
  readonly tasks: readonly TaskReport[];
  /** Why the change that was last asked for could not be made; absent otherwise. */
  readonly problem?: string;
}

/** A change to a proposed plan: another plan (its text, as `RunInput.plan`), or another model for a task. */
export type PlanChange =
  | { readonly plan: string }
  /** `model`: one of the task's candidates. */
  | { readonly task: number; readonly model: string };

/** The answer to a proposal: run it, run nothing, or change it and propose it again. */
export type Approval = boolean | PlanChange;

export interface RunDeps {
  /** Null: the offline planner, selection by rank, a template answer. */
  readonly controller: Controller | null;
  /** What a question to it costs; null or absent: what the registry knows of it. */
  readonly controllerPrice?: EndpointPrice | null | undefined;
  readonly registry: Registry;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  /** Which providers are to be left alone. One for all runs of a process; absent: one for this run. */
  readonly cooldown?: ProviderCooldown | undefined;
  /** How models did in earlier runs, and where it is noted how they do; absent: nothing is known and kept. */
  readonly records?: TrackRecords | undefined;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** What a user can set so that more tasks can run here; empty if everything is set. */
  readonly advice: string;
  /** Asked before anything is executed. Absent: nobody is asked. */
  readonly approve?: (proposal: Proposal) => Promise<Approval>;
  /** Called with each piece of the answer as it is written. */
  readonly onAnswerText?: (piece: string) => void;
  /**
   * Resolves when everything emitted is stored durably; awaited before a model or the controller is asked. Never
   * rejects. Absent: nothing is awaited.
   */
  readonly flush?: (() => Promise<void>) | undefined;
  /** What the run uses and may use; set by the run itself. */
  readonly spending?: Spending;
  /** What of the run is done already. Absent: it begins. */
  readonly resume?: ResumeState | undefined;
  /** The tasks that can run here. Absent: the registry and the backends are asked. */
  readonly runnable?: readonly TaskId[] | undefined;
  /** Finds the candidates of a task. Absent: the registry is searched. */
  readonly find?: FindCandidates | undefined;
  /** Counts and caps the calls of tasks. Absent: `spending` does. */
  readonly meter?: CallMeter | undefined;
  /** Decides the order and the end of attempts in place of the clock. */
  readonly schedule?: ExecutionSchedule | undefined;
  /** Said when the run begins. */
  readonly warnings?: readonly string[] | undefined;
  /** Versions of what is around the runtime, for the record. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** How the caller put the run together, for the record: plain data without secrets. */
  readonly setup?: Readonly<Record<string, unknown>>;
}
