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
  /** The text of a plan that the user gives; absent: a plan is made. */
  readonly plan?: string;
  /** Earlier messages of the conversation, oldest first. */
  readonly history?: readonly ChatMessage[];
  /** The greatest handle of the files of earlier requests, which may stay unused. Default with a history: all. */
  readonly earlierFiles?: number;
  /** The number of candidates for a task, at least 1. */
  readonly topK: number;
  /** What the choice of models prefers. */
  readonly policy: Policy;
  /** The limits that every model must satisfy. */
  readonly models: ModelLimits;
  readonly limits: ExecutionLimits;
  /** The most that the run may use; absent: no cap. */
  readonly caps?: RunCaps;
  /** The user's additions to the prompts. */
  readonly prompts?: PromptSettings;
}

/** A plan that waits for approval. */
export interface Proposal {
  readonly plan: readonly PlanJson[];
  /** Reports of the planned tasks: model, endpoint and reason, or why there is no model. */
  readonly tasks: readonly TaskReport[];
  /** Why the change that was requested last is impossible. */
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
  /** Null: the built-in rules plan, the first candidate is chosen, and a template answers. */
  readonly controller: Controller | null;
  /** The price of a question to it; null or absent: the price that the registry knows. */
  readonly controllerPrice?: EndpointPrice | null | undefined;
  readonly registry: Registry;
  /** In the order in which they are tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  /** The providers in cooldown. All runs of a process share one; absent: this run has its own. */
  readonly cooldown?: ProviderCooldown | undefined;
  /** The results of models, read and written; absent: there are none. */
  readonly records?: TrackRecords | undefined;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Settings with which more tasks could run here, for messages; empty if there are none. */
  readonly advice: string;
  /** Asks for approval before anything is executed. Absent: the plan is approved. */
  readonly approve?: ((proposal: Proposal) => Promise<Approval>) | undefined;
  /** Called with each piece of the answer as it is written. */
  readonly onAnswerText?: (piece: string) => void;
  /**
   * Resolves when all emitted events are stored durably; awaited before each call of a model or the controller. Never
   * rejects. Absent: nothing is stored.
   */
  readonly flush?: (() => Promise<void>) | undefined;
  /** The run's usage and its caps; set by the run itself. */
  readonly spending?: Spending;
  /** The part of the run that is already done. Absent: the run begins. */
  readonly resume?: ResumeState | undefined;
  /** The tasks that can run here. Absent: the registry and the backends are asked. */
  readonly runnable?: readonly TaskId[] | undefined;
  /** Finds the candidates of a task. Absent: the registry is searched. */
  readonly find?: FindCandidates | undefined;
  /** Counts and caps the calls of tasks. Absent: `spending` does. */
  readonly meter?: CallMeter | undefined;
  /** Decides the order and the end of attempts instead of the clock. */
  readonly schedule?: ExecutionSchedule | undefined;
  /** Warnings that are emitted when the run begins. */
  readonly warnings?: readonly string[] | undefined;
  /** Versions of the surrounding program, for the record. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** The caller's setup of the run, for the record: plain data without secrets. */
  readonly setup?: Readonly<Record<string, unknown>>;
}
