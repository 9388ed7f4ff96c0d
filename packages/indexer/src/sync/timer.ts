import { type Clock, isFault } from "@hugginggpt/shared";

/** A limit on time: its signal is aborted when that is over. */
export interface Timer {
  readonly signal: AbortSignal;
  /** Ends the wait; the signal is not aborted any more. */
  stop(): void;
}

/** Returns a timer of this many milliseconds, by the injected clock; one that never ends for undefined. */
export function startTimer(clock: Clock, ms: number | undefined): Timer {
  const over = new AbortController();
  const stopped = new AbortController();
  if (ms !== undefined) {
    clock.sleep(ms, stopped.signal).then(
      () => over.abort(new DOMException("the time of the turn is over", "AbortError")),
      // The only rejection is the abort by `stop`.
      () => undefined,
    );
  }
  return { signal: over.signal, stop: () => stopped.abort() };
}

/** Returns true if an error is what aborting this signal made; a full disk is none even when it was aborted. */
export function isAbortBy(signal: AbortSignal | undefined, error: unknown): boolean {
  if (!signal?.aborted) return false;
  if (error === signal.reason || isFault(error, "CANCELLED")) return true;
  return error instanceof Error && /abort/i.test(error.name);
}

/** Returns a signal that is aborted as soon as one of these is; undefined if there are none. */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 0 ? AbortSignal.any(given) : undefined;
}
