import type { Clock } from "@hugginggpt/shared";
import type { RunDesk } from "./run-desk.js";

/** A client whose connection broke asks again within this time. */
const GRACE_MS = 30_000;

/** Stops runs that were begun for one connection, once nobody has followed them for a while. */
export interface Leaving {
  /** Notes that a connection follows a run; the returned function notes that it is gone. */
  follow(run: string): () => void;
}

/** Returns what stops the runs of a desk when those who wait for them are gone. */
export function leavingOf(desk: Pick<RunDesk, "stop" | "hasEnded">, clock: Clock): Leaving {
  const followers = new Map<string, number>();
  /** Runs that nobody follows, until their time of grace is over; aborted when somebody comes. */
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
