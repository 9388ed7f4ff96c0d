import type { ToldExecution } from "../executor/execution.js";
import { OUT_OF_TIME } from "../executor/run-task.js";
import type { RecordedRun } from "../journal/recorded-run.js";

/** Returns what clock and chance decided when a run's tasks were executed, by its record. */
export function toldExecution({ begun, outcomes }: Pick<RecordedRun, "begun" | "outcomes">): ToldExecution {
  return {
    stopped: (task, attempts) => {
      const outcome = outcomes.get(task);
      if (outcome?.status !== "skipped" || outcome.reason !== OUT_OF_TIME) return false;
      return attempts === null ? !begun.has(task) : attempts >= outcome.attempts.length;
    },
    next: (task, attempts) => outcomes.get(task)?.attempts[attempts] ?? null,
  };
}
