import { type Clock, Fault } from "@hugginggpt/shared";

interface Limit {
  readonly clock: Clock;
  /** Milliseconds; nothing or less: it is over at once. */
  readonly ms: number;
  /** Cancels everything. */
  readonly signal: AbortSignal;
  /** What is waited for, for the message. */
  readonly what: string;
}

/** A limit on time that is running. */
export interface Deadline {
  /** Aborted when the time is over or the outer signal is. */
  readonly signal: AbortSignal;
  /** Rejects then, and never resolves: to be raced against what may not heed the signal. */
  readonly over: Promise<never>;
  /** Returns what an error means: a Fault TIMEOUT past the deadline, CANCELLED when cancelled, else the error itself. */
  faultOf(error: unknown): unknown;
  /** Ends the wait; the signal is not aborted by time any more. */
  clear(): void;
}

/** Nearly every deadline is cleared: a reason that is no error costs no stack. */
const CLEARED = "cleared";

/** Starts a deadline and returns it. It has to be cleared. */
export function startDeadline(limit: Limit): Deadline {
  const late = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([limit.signal, late.signal]);
  const over = new Promise<never>((_, reject) => {
    const stop = (): void => reject(reasonOf(limit, late.signal));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  // Nobody may be waiting for it any more.
  over.catch(() => undefined);
  if (limit.ms <= 0) late.abort();
  else
    void limit.clock.sleep(limit.ms, done.signal).then(
      () => late.abort(),
      () => undefined,
    );
  return {
    signal,
    over,
    faultOf: (error) => (signal.aborted ? reasonOf(limit, late.signal) : error),
    clear: () => done.abort(CLEARED),
  };
}

/**
 * Returns what `work` returns, or throws at once when its time is over or the signal is aborted, whether or not `work`
 * heeds the signal that it is given; one that is aborted already is not begun.
 * @throws Fault TIMEOUT past the deadline, CANCELLED when the outer signal is aborted; else what `work` throws.
 */
export async function deadline<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const time = startDeadline(limit);
  try {
    return await Promise.race([time.over, time.signal.aborted ? time.over : work(time.signal)]);
  } catch (error) {
    throw time.faultOf(error);
  } finally {
    time.clear();
  }
}

function reasonOf(limit: Limit, late: AbortSignal): Fault {
  if (late.aborted && !limit.signal.aborted) {
    const seconds = Math.max(0, Math.round(limit.ms / 100) / 10);
    return new Fault("TIMEOUT", `${limit.what} took longer than ${seconds} s`, { retryable: true });
  }
  return new Fault("CANCELLED", "Cancelled", { cause: limit.signal.reason });
}
