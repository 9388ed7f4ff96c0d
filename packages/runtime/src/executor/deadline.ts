import { type Clock, Fault } from "@hugginggpt/shared";

interface Limit {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly ms: number;
  /** Cancels everything. */
  readonly signal: AbortSignal;
  /** What is waited for, for the message. */
  readonly what: string;
}

/**
 * Returns what `work` returns, or throws at once when its time is over or the signal is aborted, whether or not `work`
 * heeds the signal that it is given.
 * @throws Fault TIMEOUT past the deadline, CANCELLED when the outer signal is aborted; else what `work` throws.
 */
export async function deadline<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([limit.signal, late.signal]);
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(reasonOf(limit, late.signal));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  void limit.clock.sleep(limit.ms, done.signal).then(
    () => late.abort(new Error("deadline")),
    () => undefined,
  );
  try {
    return await Promise.race([stopped, signal.aborted ? stopped : work(signal)]);
  } catch (error) {
    throw signal.aborted ? reasonOf(limit, late.signal) : error;
  } finally {
    done.abort();
  }
}

function reasonOf(limit: Limit, late: AbortSignal): Fault {
  if (late.aborted && !limit.signal.aborted) {
    const seconds = Math.round(limit.ms / 100) / 10;
    return new Fault("TIMEOUT", `${limit.what} took longer than ${seconds} s`, { retryable: true });
  }
  return new Fault("CANCELLED", "Cancelled", { cause: limit.signal.reason });
}
