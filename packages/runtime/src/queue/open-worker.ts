import type { Clock, RunStore } from "@hugginggpt/shared";
import { findRun } from "../sessions/stored-run.js";
import { endFailed, lossJudge } from "./judge-loss.js";
import { RunWorker, type WorkerParts } from "./run-worker.js";

/** Options of a worker. */
export interface WorkerOptions extends Omit<WorkerParts, "find" | "judge" | "fail" | "clock"> {
  /** The store of the runs in its queue. */
  readonly runs: RunStore;
  readonly clock: Clock;
}

/** Returns a worker for stored runs. If processes share the store, it also recovers runs whose worker died. */
export function openWorker({ runs, clock, ...options }: WorkerOptions): RunWorker {
  const { onTrouble } = options;
  const shared = {
    judge: lossJudge({ runs, clock, onTrouble }),
    fail: (run, error) => endFailed(run, error, { runs, clock }),
  } satisfies Partial<WorkerParts>;
  const find: WorkerParts["find"] = (run) => findRun(runs, run);
  return new RunWorker({ ...options, clock, find, ...(runs.shared ? shared : {}) });
}
