import type { Clock, RunStore } from "@hugginggpt/shared";
import { findRun } from "../sessions/stored-run.js";
import { endFailed, lossJudge } from "./judge-loss.js";
import { RunWorker, type WorkerParts } from "./run-worker.js";

/** What a worker is opened with. */
export interface WorkerOptions extends Omit<WorkerParts, "find" | "judge" | "fail" | "clock"> {
  /** Where the runs of its queue are kept. */
  readonly runs: RunStore;
  readonly clock: Clock;
}

/** Returns a worker of kept runs. Where processes share them, it also looks after those whose worker died. */
export function openWorker({ runs, clock, ...options }: WorkerOptions): RunWorker {
  const { onTrouble } = options;
  const shared = {
    judge: lossJudge({ runs, clock, onTrouble }),
    fail: (run, error) => endFailed(run, error, { runs, clock }),
  } satisfies Partial<WorkerParts>;
  const find: WorkerParts["find"] = (run) => findRun(runs, run);
  return new RunWorker({ ...options, clock, find, ...(runs.shared ? shared : {}) });
}
