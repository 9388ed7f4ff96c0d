import type {
  ArtifactStore,
  Backend,
  Clock,
  Emit,
  Outcome,
  Selection,
  UserFile,
  ValidTask,
} from "@hugginggpt/shared";
import type { ExecutionLimits } from "./limits.js";

/** The choice for a task, or why there is none and what to do. */
export type TaskChoice = Selection | { readonly none: string; readonly next: string | null };

/** What an execution needs. */
export interface ExecutionDeps {
  /** Asked once a task. */
  readonly choose: (task: ValidTask) => Promise<TaskChoice>;
  /** In the order in which they are to be tried. */
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly files: readonly UserFile[];
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly limits: ExecutionLimits;
}

/** The state of one execution. */
export interface Execution {
  readonly deps: ExecutionDeps;
  /** Outcomes so far. */
  readonly outcomes: Map<number, Outcome>;
  /** Kinds of endpoint that refused our credentials, with what they said. */
  readonly refused: Map<Backend["kind"], string>;
  /** When the run's time is over, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Reports an event, unless the run was cancelled: nothing is reported after that. */
export function report(execution: Execution, event: Parameters<Emit>[0]): void {
  if (!execution.deps.signal.aborted) execution.deps.emit(event);
}
