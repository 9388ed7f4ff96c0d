import type {
  ArtifactStore,
  Attempt,
  Backend,
  Clock,
  Emit,
  NoSelection,
  Outcome,
  ResolvedArgs,
  Selection,
  SubmittedJob,
  TrackRecords,
  UserFile,
  ValidTask,
} from "@hugginggpt/shared";
import type { LimitFunction } from "p-limit";
import type { CallMeter } from "./call-meter.js";
import type { Step } from "./fallback-chain.js";
import type { ExecutionLimits } from "./limits.js";
import type { ProviderCooldown } from "./provider-cooldown.js";

/** The choice for a task, or why there is none. */
export type TaskChoice = Selection | NoSelection;

/** Decisions that clock and chance make otherwise. */
export interface ExecutionSchedule {
  /** Whether the run's time is over before a task starts (null), or after a number of its attempts. */
  readonly stopped: (task: number, attempts: number | null) => boolean;
  /**
   * Returns what a task tries next, without a wait, after a number of attempts; "end" if nothing more, null if the
   * schedule does not say.
   */
  readonly next: (task: number, attempts: number) => Pick<Attempt, "model" | "endpoint"> | "end" | null;
}

/** What an execution needs. */
export interface ExecutionDeps {
  /** Called once for each task. */
  readonly choose: (task: ValidTask) => Promise<TaskChoice>;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly files: readonly UserFile[];
  readonly clock: Clock;
  /** Receives events, also after the signal is aborted: the receiver decides whether to pass those on. */
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /**
   * Resolves when all emitted events are stored durably; each attempt awaits it before it calls a model. Never
   * rejects.
   */
  readonly flush?: (() => Promise<void>) | undefined;
  readonly limits: ExecutionLimits;
  /** Keeps attempts within the run's budget; absent: no budget. */
  readonly meter?: CallMeter | undefined;
  /** When all work must stop, in milliseconds since the epoch; unfinished tasks are skipped then. */
  readonly stopsAt?: number | null;
  /** Decides instead of clock and chance. */
  readonly schedule?: ExecutionSchedule | undefined;
  /** Stores the results of models; absent: they are not stored. */
  readonly records?: TrackRecords | undefined;
  /** Knows which providers must not be called for a while. Absent: a new one for this execution. */
  readonly cooldown?: ProviderCooldown | undefined;
  /**
   * Outcomes from an earlier execution of the plan, by task. Such a task does not run and emits nothing; its dependents
   * use its output. Leave out cancelled and skipped ones, so that they run.
   */
  readonly recorded?: ReadonlyMap<number, Outcome> | undefined;
  /**
   * Jobs of an earlier execution that have not been seen to end, by task: they are awaited before anything is
   * submitted.
   */
  readonly submitted?: ReadonlyMap<number, SubmittedJob> | undefined;
}

/** The state of one execution. */
export interface Execution {
  readonly deps: ExecutionDeps;
  /** Every task of the plan, under way or ended. */
  readonly running: Map<number, Promise<Outcome>>;
  /** Limits how many tasks run at the same time. */
  readonly slots: LimitFunction;
  /** Outcomes so far. */
  readonly outcomes: Map<number, Outcome>;
  /** Refused credentials, each with the failure. */
  readonly refused: Map<string, unknown>;
  readonly cooldown: ProviderCooldown;
  /** When the run's time is over, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/** A task that is running. */
export interface Work {
  readonly task: ValidTask;
  readonly args: ResolvedArgs;
  /** The steps to try, in order. */
  readonly chain: readonly Step[];
  /** When its time or the run's is over, in milliseconds since the epoch; time spent on preparing a model is added. */
  endsAt: number;
  readonly execution: Execution;
}

/**
 * Returns true if the run's own time cap is reached, not only a limit of its execution, at a task that has not started
 * (null) or has made a number of attempts.
 */
export function isStopped({ deps }: Execution, task: number, attempts: number | null): boolean {
  if (deps.schedule) return deps.schedule.stopped(task, attempts);
  return typeof deps.stopsAt === "number" && deps.clock.now() >= deps.stopsAt;
}

/** Returns true if nothing more may start: cancelled, or out of time. */
export function isOver({ endsAt, execution }: Work): boolean {
  return execution.deps.signal.aborted || execution.deps.clock.now() >= endsAt;
}
