import type { Clock } from "@hugginggpt/shared";

/** A clock that a test moves by hand. */
export interface HandClock extends Clock {
  /** How many wait for a time to come. */
  readonly sleepers: number;
  /** Moves on, wakes whoever's time has come, and lets them do what they do then. */
  pass(ms: number): Promise<void>;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Returns a clock that stands at 0. */
export function handClock(): HandClock {
  let now = 0;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          if (sleepers.delete(sleeper)) reject(signal.reason);
        });
      }),
    get sleepers() {
      return sleepers.size;
    },
    async pass(ms) {
      now += ms;
      for (const sleeper of [...sleepers]) {
        if (sleeper.until > now || !sleepers.delete(sleeper)) continue;
        sleeper.wake();
      }
      await new Promise(setImmediate);
    },
  };
}
