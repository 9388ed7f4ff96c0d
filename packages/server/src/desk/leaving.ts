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
export function leavingOf(desk: Pick<RunDesk, "stop" | "stateOf">, clock: Clock): Leaving {
  const followers = new Map<string, number>();
  const come = (run: string, by: 1 | -1): number => {
    const count = (followers.get(run) ?? 0) + by;
    if (count > 0) followers.set(run, count);
    else followers.delete(run);
    return count;
  };
  return {
    follow: (run) => {
      come(run, 1);
      let isGone = false;
      return () => {
        if (isGone) return;
        isGone = true;
        if (come(run, -1) > 0 || desk.stateOf(run) === null) return;
        void clock.sleep(GRACE_MS).then(() => (followers.has(run) ? false : desk.stop(run)));
      };
    },
  };
}
