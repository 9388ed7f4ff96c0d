import { type Clock, Fault } from "@hugginggpt/shared";

interface Limit {
  readonly clock: Clock;
  /** Milliseconds; 0 or less: it is over at once. */
  readonly ms: number;
  /** Cancels everything. */
  readonly signal: AbortSignal;
  /** What is awaited, for the message. */
  readonly what: string;
}

/** A running time limit. */
export interface Deadline {
  /** Aborted when the time is over or the outer signal is. */
  readonly signal: AbortSignal;
  /** Rejects at that moment and never resolves: race it against work that may ignore the signal. */
  readonly over: Promise<never>;
  /**
   * Returns what an error means: a Fault TIMEOUT past the deadline, CANCELLED when cancelled, else the error itself.
   */
  faultOf(error: unknown): unknown;
  /** Ends the wait; the signal is not aborted by time any more. */
  clear(): void;
}

/** Nearly every deadline is cleared; a reason that is not an error costs no stack trace. */
const CLEARED = "cleared";
const LATE = new DOMException("The time is over", "TimeoutError");

/**
 * Starts a deadline and returns it. The caller must clear it, which frees everything at once; `AbortSignal.any` costs
 * several times as much and relies on the garbage collector.
 */
export function startDeadline(limit: Limit): Deadline {
  const stop = new AbortController();
  const done = new AbortController();
  let isLate = false;
  let isOver: (fault: Fault) => void = () => undefined;
  const over = new Promise<never>((_, reject) => {
    isOver = reject;
  });
  // It may reject when nothing awaits it any more.
  over.catch(() => undefined);
  const end = (late: boolean): void => {
    if (stop.signal.aborted) return;
    isLate = late;
    stop.abort(late ? LATE : limit.signal.reason);
    isOver(reasonOf(limit, late));
  };
  const onCancel = (): void => end(false);
  if (limit.signal.aborted) end(false);
  else limit.signal.addEventListener("abort", onCancel, { once: true });
  if (limit.ms <= 0) end(true);
  else
    void limit.clock.sleep(limit.ms, done.signal).then(
      () => end(true),
      () => undefined,
    );
  return {
    signal: stop.signal,
    over,
    faultOf: (error) => (stop.signal.aborted ? reasonOf(limit, isLate) : error),
    clear: () => {
      limit.signal.removeEventListener("abort", onCancel);
      done.abort(CLEARED);
    },
  };
}

/**
 * Returns the result of `work`, or throws as soon as its time is over or the signal is aborted, whether or not `work`
 * obeys its signal; does not start if already aborted.
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

function reasonOf(limit: Limit, isLate: boolean): Fault {
  if (isLate && !limit.signal.aborted) {
    const seconds = Math.max(0, Math.round(limit.ms / 100) / 10);
    return new Fault("TIMEOUT", `${limit.what} took longer than ${seconds} s`, { retryable: true });
  }
  return new Fault("CANCELLED", "Cancelled", { cause: limit.signal.reason });
}
