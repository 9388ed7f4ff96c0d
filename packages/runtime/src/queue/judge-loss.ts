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
import { findRun } from "../sessions/stored-run.js";
import type { JudgeLoss } from "./run-queue.js";

/** How many workers may take a run over in a row without it getting further. */
const TAKEOVERS = 3;

/** What is never done twice: with each of them a run is further than before. */
const STEPS: ReadonlySet<RunEvent["type"]> = new Set([
  "controller-answered",
  "plan-ready",
  "model-selected",
  "task-ended",
  "answer-ready",
]);

/** What losses are judged by. */
export interface LossParts {
  readonly runs: RunStore;
  readonly clock: Pick<Clock, "now">;
  /** Told of a run that is given up. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Returns what judges a run whose worker died: it goes on, unless it has come to its end or the worker was the fourth in a
 * row that died before the run got further. Such a run ends as failed.
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

/** Writes down that a run that nobody is at has failed, unless its record says how it ended. @throws Fault RUN_LOCKED, DISK. */
export async function endFailed(
  run: string,
  fault: Fault,
  { runs, clock }: Pick<LossParts, "runs" | "clock">,
): Promise<void> {
  const claim = await runs.claim(run);
  try {
    const { record } = await findRun(runs, run);
    if (isOver(record)) return;
    const of = { status: "failed", seconds: record.activeMs / 1000, usage: record.usage } as const;
    const why = { error: describeError(fault), fault: recordFault(fault) };
    await claim.append([{ at: clock.now(), event: { type: "run-ended", ...of, ...why } }]);
  } finally {
    await claim.giveBack();
  }
}
