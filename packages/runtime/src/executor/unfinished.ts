import { describeProblem, isFault, type Outcome, oneLine } from "@hugginggpt/shared";
import { isStopped, type Work } from "./execution.js";
import { timeOf } from "./limits.js";

type Attempts = Outcome["attempts"];

/** Returns the outcome of a failed task, with the next step for the user. */
export function failed(reason: string, next: string | null, attempts: Attempts): Outcome {
  return { status: "failed", reason, next, attempts };
}

/** Returns the outcome of a task whose dependencies did not succeed. */
export function blocked(by: readonly number[]): Outcome {
  const which = by.length === 1 ? `task ${by[0]}` : `tasks ${by.join(", ")}`;
  return { status: "blocked", by, reason: `It needs the result of ${which}, which is missing`, attempts: [] };
}

/** Returns the outcome of a task whose run was cancelled. */
export function cancelled(attempts: Attempts): Outcome {
  return { status: "cancelled", reason: "The run was cancelled", attempts };
}

/** Returns the outcome of a task that the run's time cap prevented. */
export function outOfTime(attempts: Attempts): Outcome {
  const reason = "Not run: the time limit (--max-time) was reached";
  return { status: "skipped", cause: { kind: "time" }, reason, attempts };
}

/** Returns the outcome of a task that a cap of the run prevented. */
export function leftUndone(cap: string, attempts: Attempts): Outcome {
  const failures = attempts.length === 0 ? "" : ` (${attempts.length} earlier attempts failed)`;
  return {
    status: "skipped",
    cause: { kind: "cap", cap },
    reason: `Not run: ${cap}${failures}`,
    attempts,
  };
}

/**
 * Returns the outcome of a task whose chain is exhausted or whose time is over; `fault`: what the last attempt threw.
 */
export function gaveUp(work: Work, attempts: Attempts, fault: unknown): Outcome {
  const { task, endsAt, execution } = work;
  const { clock, limits } = execution.deps;
  if (isStopped(execution, task.id, attempts.length)) return outOfTime(attempts);
  if (clock.now() >= endsAt) {
    const isRun = endsAt === execution.endsAt;
    const seconds = (isRun ? limits.runMs : timeOf(task.task, limits.taskMs)) / 1000;
    const reason = `The ${isRun ? "run" : "task"}'s ${seconds} s ended before it was done`;
    return failed(reason, "Raise the time limit.", attempts);
  }
  const last = attempts.at(-1);
  if (!last) return neverTried(work);
  const error = isFault(fault) ? oneLine(describeProblem(fault), 500) : (last.error ?? "it failed");
  const reason =
    attempts.length === 1 ? error : `${attempts.length} attempts failed; the last, ${last.model}: ${error}`;
  return failed(reason, isFault(fault) ? (fault.next ?? null) : null, attempts);
}

/** No step was tried: a credential was refused before, or every provider is in cooldown. */
function neverTried({ chain, execution: { refused, cooldown } }: Work): Outcome {
  const refusal = chain.find(({ credential }) => credential !== null && refused.has(credential));
  if (refusal) {
    const fault = refused.get(refusal.credential ?? "");
    const next = (isFault(fault) ? fault.next : undefined) ?? "Check HF_TOKEN.";
    return failed(oneLine(describeProblem(fault), 500), next, []);
  }
  const resting = chain.find(({ name }) => cooldown.waitMs(name) > 0);
  if (!resting) return failed("Nothing could be tried", "Try again.", []);
  const seconds = Math.ceil(cooldown.waitMs(resting.name) / 1000);
  const reason = `${resting.name} is not tried for another ${seconds} s, because: ${cooldown.why(resting.name)}`;
  return failed(reason, "Try again later, or allow another provider.", []);
}
