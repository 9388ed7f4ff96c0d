import type { ExecutionSchedule } from "../executor/execution.js";
import type { RecordedRun } from "../journal/recorded-run.js";

/** Returns the decisions of clock and chance in a recorded run. */
export function replaySchedule({
  begun,
  outcomes,
}: Pick<RecordedRun, "begun" | "outcomes">): ExecutionSchedule {
  return {
    stopped: (task, attempts) => {
      const outcome = outcomes.get(task);
      if (outcome?.status !== "skipped" || outcome.cause?.kind !== "time") return false;
      return attempts === null ? !begun.has(task) : attempts >= outcome.attempts.length;
    },
    next: (task, attempts) => {
      const outcome = outcomes.get(task);
      return outcome?.attempts[attempts] ?? (outcome?.status === "failed" ? "end" : null);
    },
  };
}
