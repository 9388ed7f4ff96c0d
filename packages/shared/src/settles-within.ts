import type { Clock } from "./ports/clock.js";

/** Returns whether a promise settles, either way, within `ms` milliseconds; false as soon as the signal is aborted. */
export async function settlesWithin(
  promise: Promise<unknown>,
  ms: number,
  clock: Pick<Clock, "sleep">,
  signal?: AbortSignal,
): Promise<boolean> {
  const done = new AbortController();
  const late = clock.sleep(ms, signal ? AbortSignal.any([signal, done.signal]) : done.signal);
  const [yes, no] = [() => true, () => false];
  try {
    return await Promise.race([promise.then(yes, yes), late.then(no, no)]);
  } finally {
    done.abort();
  }
}
