import type { RunLog } from "../journal/run-log.js";
import type { OpenedRun } from "../run/live-run.js";
import type { Approval, RunDeps } from "../run/run-input.js";

/** A run with the claim under which it is worked on. */
export interface ClaimedRun {
  /** What it is worked on with: others see its proposals. */
  readonly deps: Pick<RunDeps, "approve">;
  /** Whether somebody elsewhere has cancelled it for good. */
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
              await log.flush(); // The plan comes before its proposal.
              claim.propose?.(proposal);
              return approve(proposal).finally(() => claim.propose?.(null));
            },
          }
        : {}),
    },
    isCancelled: () => isCancelled,
  };
}
