import type { RunLog } from "../journal/run-log.js";
import type { OpenedRun } from "../run/live-run.js";
import type { Approval, RunDeps } from "../run/run-input.js";

/** A run that is worked on under a claim. */
export interface ClaimedRun {
  /** Dependencies by which others see the run's proposals. */
  readonly deps: Pick<RunDeps, "approve">;
  /** Whether another process has cancelled it for good. */
  readonly isCancelled: () => boolean;
}

/** Lets what others want of a run reach it, and ends it where its claim is lost. */
export function underClaim(log: RunLog, { deps, answer, cancel }: OpenedRun): ClaimedRun {
  const { claim } = log;
  const { approve } = deps;
  let isCancelled = false;
  claim.lost.addEventListener("abort", () => cancel(claim.lost.reason as Error), { once: true });
  claim.onCommand?.((command) => {
    // Whoever asked has checked that it is an answer.
    if (command.type === "answer") return void answer(command.said as Approval);
    isCancelled = true;
    cancel();
  });
  return {
    deps: {
      ...(approve
        ? {
            approve: async (proposal) => {
              await log.flush(); // The record has the plan before its proposal is shown.
              claim.propose?.(proposal);
              return approve(proposal).finally(() => claim.propose?.(null));
            },
          }
        : {}),
    },
    isCancelled: () => isCancelled,
  };
}
