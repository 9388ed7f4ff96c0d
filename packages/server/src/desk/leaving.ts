import type { Clock } from "@hugginggpt/shared";
import type { RunDesk } from "./run-desk.js";

/** A client that lost its connection has this time to return. */
const GRACE_MS = 30_000;

/** Cancels runs that belong to one connection when nobody has followed them for a while. */
export interface Leaving {
  /** Records that a connection follows a run. Call the result when the connection is gone. */
  follow(run: string): () => void;
}

/** Returns a watcher that cancels the runs of a desk when all their followers are gone. */
export function leavingOf(desk: Pick<RunDesk, "stop" | "hasEnded">, clock: Clock): Leaving {
  const followers = new Map<string, number>();
  /** Runs without followers, during their grace period; aborted when a follower returns. */
  const graces = new Map<string, AbortController>();
  const stopLater = (run: string): void => {
    const grace = new AbortController();
    graces.set(run, grace);
    const over = (): Promise<boolean> => {
      graces.delete(run);
      return desk.stop(run);
    };
    void clock.sleep(GRACE_MS, grace.signal).then(over, () => false);
  };
  return {
    follow: (run) => {
      followers.set(run, (followers.get(run) ?? 0) + 1);
      graces.get(run)?.abort();
      graces.delete(run);
      let isGone = false;
      return () => {
        if (isGone) return;
        isGone = true;
        const left = (followers.get(run) ?? 0) - 1;
        if (left > 0) followers.set(run, left);
        else followers.delete(run);
        if (left <= 0 && !desk.hasEnded(run)) stopLater(run);
      };
    },
  };
}
