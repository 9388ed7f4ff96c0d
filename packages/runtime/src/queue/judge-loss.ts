import {
  type Clock,
  describeError,
  Fault,
  isFault,
  type RunEvent,
  type RunStore,
  recordFault,
} from "@hugginggpt/shared";
import { isOver } from "../journal/recorded-run.js";
import { withClaim } from "../journal/with-claim.js";
import { findRun } from "../sessions/stored-run.js";
import type { JudgeLoss } from "./run-queue.js";

/** How many workers in a row may take a run over without progress. */
const TAKEOVERS = 3;

/** Events that happen once at each step of a run: each one is progress. */
const STEPS: ReadonlySet<RunEvent["type"]> = new Set([
  "controller-answered",
  "plan-ready",
  "model-selected",
  "task-ended",
  "answer-ready",
]);

/** What judging a loss needs. */
export interface LossParts {
  readonly runs: RunStore;
  readonly clock: Pick<Clock, "now">;
  /** Called with the reason when a run is given up. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Returns the judge of runs whose worker died: a run continues, unless it has ended, or the worker was the fourth in a
 * row that died before the run made progress. Such a run is recorded as failed.
 */
export function lossJudge({ runs, clock, onTrouble }: LossParts): JudgeLoss {
  return async (run, before, died) => {
    const stored = await findRun(runs, run).catch((error: unknown) => {
      if (isFault(error, "RUN_NOT_FOUND")) return null;
      throw error;
    });
    if (!stored || isOver(stored.record)) return null;
    if (!died) return before;
    const progress = stored.entries.filter(({ event }) => STEPS.has(event.type)).length;
    const count = progress > before.progress ? 1 : before.count + 1;
    if (count <= TAKEOVERS) return { count, progress };
    const fault = new Fault("WORKER_LOST", `${count} workers in a row ended while they worked on the run`, {
      wanted: "the next of its tasks",
      next: "Look for what ended them, such as a lack of memory, and run the request again.",
    });
    await endFailed(run, fault, { runs, clock });
    onTrouble(new Error(`The run ${run} is given up: ${describeError(fault)}`, { cause: fault }));
    return null;
  };
}

/**
 * Records that a run failed, unless its record says how it ended. @throws Fault RUN_LOCKED if somebody works on it,
 * DISK.
 */
export async function endFailed(
  run: string,
  fault: Fault,
  { runs, clock }: Pick<LossParts, "runs" | "clock">,
): Promise<void> {
  await withClaim(runs, run, async (claim) => {
    const { record } = await findRun(runs, run);
    if (isOver(record)) return;
    const of = { status: "failed", seconds: record.activeMs / 1000, usage: record.usage } as const;
    const why = { error: describeError(fault), fault: recordFault(fault) };
    await claim.append([{ at: clock.now(), event: { type: "run-ended", ...of, ...why } }]);
  });
}
