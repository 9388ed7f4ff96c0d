import type { Clock } from "./ports/clock.js";

/** Node's timers take no longer wait: they fire at once instead. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The machine's clock. Most waits are given up: they cost no error of their own, which those of `node:timers/promises`
 * do.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (ms <= 0) return resolve();
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(ms, LONGEST_MS),
      );
      signal?.addEventListener("abort", stop, { once: true });
    }),
};
