import { type Clock, deferred, Fault } from "@hugginggpt/shared";

interface Limit {
  readonly clock: Clock;
  /** Milliseconds; 0 or less: it is over at once. */
  readonly ms: number;
  /** Cancels everything. */
  readonly signal: AbortSignal;
  /** What is awaited, for the message. */
  readonly what: string;
}

/** Nearly every deadline is cleared; a reason that is not an error costs no stack trace. */
const CLEARED = "cleared";
const LATE = new DOMException("The time is over", "TimeoutError");

/**
 * Returns the result of `work`, or throws as soon as its time is over or the signal is aborted, whether or not `work`
 * obeys its signal; does not start if already aborted. Frees everything at its end: `AbortSignal.any` costs several
 * times as much and relies on the garbage collector.
 * @throws Fault TIMEOUT past the deadline, CANCELLED when the outer signal is aborted; else what `work` throws.
 */
export async function deadline<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { clock, ms, signal } = limit;
  const stop = new AbortController();
  const done = new AbortController();
  let isLate = false;
  const over = deferred<never>();
  const end = (late: boolean): void => {
    if (stop.signal.aborted) return;
    isLate = late;
    stop.abort(late ? LATE : signal.reason);
    over.reject(reasonOf(limit, late));
  };
  const onCancel = (): void => end(false);
  if (signal.aborted) end(false);
  else signal.addEventListener("abort", onCancel, { once: true });
  if (ms <= 0) end(true);
  else
    void clock.sleep(ms, done.signal).then(
      () => end(true),
      () => undefined,
    );
  try {
    return await Promise.race([over.promise, stop.signal.aborted ? over.promise : work(stop.signal)]);
  } catch (error) {
    throw stop.signal.aborted ? reasonOf(limit, isLate) : error;
  } finally {
    signal.removeEventListener("abort", onCancel);
    done.abort(CLEARED);
  }
}

function reasonOf({ ms, signal, what }: Limit, isLate: boolean): Fault {
  if (isLate && !signal.aborted) {
    const seconds = Math.max(0, Math.round(ms / 100) / 10);
    return new Fault("TIMEOUT", `${what} took longer than ${seconds} s`, { retryable: true });
  }
  return new Fault("CANCELLED", "Cancelled", { cause: signal.reason });
}
