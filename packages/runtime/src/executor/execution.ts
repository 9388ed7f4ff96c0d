import type {
  ArtifactStore,
  Attempt,
  Backend,
  Clock,
  Emit,
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

/** The choice for a task, or why there is none and what to do. */
export type TaskChoice = Selection | { readonly none: string; readonly next: string | null };

/** What otherwise clock and chance decide. */
export interface ExecutionSchedule {
  /** Whether the run's own time is over before a task begins (null), or after so many of its attempts. */
  readonly stopped: (task: number, attempts: number | null) => boolean;
  /**
   * What a task tries next after a number of attempts, without a wait; "end" if it tries nothing more, null if the
   * schedule does not say.
   */
  readonly next: (task: number, attempts: number) => Pick<Attempt, "model" | "endpoint"> | "end" | null;
}

/** What an execution needs. */
export interface ExecutionDeps {
  /** Asked once a task. */
  readonly choose: (task: ValidTask) => Promise<TaskChoice>;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly files: readonly UserFile[];
  readonly clock: Clock;
  /** Told what happens, also after the signal; whoever tells it on decides whether somebody hears it then. */
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Resolves when all that was emitted is kept for good; an attempt waits for it before it asks a model. Never rejects. */
  readonly flush?: (() => Promise<void>) | undefined;
  readonly limits: ExecutionLimits;
  /** Keeps attempts under what the run may use; absent: it may use what it takes. */
  readonly meter?: CallMeter | undefined;
  /** When nothing more may be begun or go on, in milliseconds since the epoch; what is undone then is skipped. */
  readonly stopsAt?: number | null;
  /** Decides in place of clock and chance. */
  readonly schedule?: ExecutionSchedule | undefined;
  /** Where it is noted how models do; absent: nowhere. */
  readonly records?: TrackRecords | undefined;
  /** Which providers are not to be asked for a while. One for the process; absent: one for this execution. */
  readonly cooldown?: ProviderCooldown | undefined;
  /**
   * Outcomes from an earlier execution of the plan, by task. Such a task does not run and emits nothing; its dependents
   * use its output. Leave out cancelled and skipped ones, so that they run.
   */
  readonly recorded?: ReadonlyMap<number, Outcome> | undefined;
  /** Jobs of an earlier execution that have not been seen to end, by task: they are awaited before anything is submitted. */
  readonly submitted?: ReadonlyMap<number, SubmittedJob> | undefined;
}

/** The state of one execution. */
export interface Execution {
  readonly deps: ExecutionDeps;
  /** Every task of the plan, under way or ended. */
  readonly running: Map<number, Promise<Outcome>>;
  /** Limits how many tasks are at work. */
  readonly slots: LimitFunction;
  /** Outcomes so far. */
  readonly outcomes: Map<number, Outcome>;
  /** Credentials that were refused, with the failure that said so. */
  readonly refused: Map<string, unknown>;
  readonly cooldown: ProviderCooldown;
  /** When the run's time is over, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/** One task at work. */
export interface Work {
  readonly task: ValidTask;
  readonly args: ResolvedArgs;
  /** What can be tried, in order. */
  readonly chain: readonly Step[];
  /** When its time, or the run's, is over, in milliseconds since the epoch; later by what preparing a model took. */
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

/** Returns true if nothing more may be begun: cancelled, or out of time. */
export function isOver({ endsAt, execution }: Work): boolean {
  return execution.deps.signal.aborted || execution.deps.clock.now() >= endsAt;
}
