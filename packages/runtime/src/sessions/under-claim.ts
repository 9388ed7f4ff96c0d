import type { RunLog } from "../journal/run-log.js";
import type { OpenedRun } from "../run/live-run.js";
import type { Approval, Proposal } from "../run/run-input.js";

/**
 * Passes commands from other processes on to a run, ends it if its claim is lost, and publishes its proposals. Returns
 * its `approve`, and whether another process has cancelled it for good.
 */
export function underClaim(log: RunLog, { deps: { approve }, answer, cancel }: OpenedRun) {
  const { claim } = log;
  let isCancelled = false;
  claim.lost.addEventListener("abort", () => cancel(claim.lost.reason as Error), { once: true });
  claim.onCommand?.((command) => {
    // The sender has checked that it is an answer.
    if (command.type === "answer") return void answer(command.said as Approval);
    isCancelled = true;
    cancel();
  });
  return {
    approve:
      approve &&
      (async (proposal: Proposal): Promise<Approval> => {
        await log.flush(); // The record has the plan before its proposal is shown.
        claim.propose?.(proposal);
        return approve(proposal).finally(() => claim.propose?.(null));
      }),
    isCancelled: () => isCancelled,
  };
}
