import { Fault, type Outcome } from "@hugginggpt/shared";
import type { CallMeter } from "../executor/call-meter.js";

/**
 * Returns a meter that counts nothing and refuses the calls that the caps of a recorded run refused: calls missing from
 * the record, of a task that succeeded or was skipped.
 */
export function replayMeter(outcomes: ReadonlyMap<number, Outcome>): CallMeter {
  const begun = new Map<string, number>();
  return {
    begin: async ({ task = -1, model, endpoint }) => {
      const outcome = outcomes.get(task);
      const key = JSON.stringify([task, model, endpoint]);
      const before = begun.get(key) ?? 0;
      begun.set(key, before + 1);
      if (outcome?.status === "skipped" || outcome?.status === "succeeded") {
        const made = outcome.attempts.filter((one) => one.model === model && one.endpoint === endpoint);
        if (before >= made.length)
          throw new Fault("LIMIT_REACHED", cappedBy(outcome) ?? "it was not called then");
      }
      return { maxOutputTokens: undefined, end: () => null };
    },
  };
}

/** Returns which cap prevented a task's calls; null for any other outcome. */
export function cappedBy(outcome: Outcome): string | null {
  return outcome.status === "skipped" && outcome.cause?.kind === "cap" ? outcome.cause.cap : null;
}
