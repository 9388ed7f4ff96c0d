import { errorMessage, type NotedAttempt } from "@hugginggpt/shared";

/** The stored record of a model at an endpoint. */
export interface DecayedRecord {
  /** Numbers of attempts, older ones weighted less, as of `at`. */
  readonly succeeded: number;
  readonly failed: number;
  /** Milliseconds of the last successful attempts, oldest first. */
  readonly times: readonly number[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** An attempt counts half after a day. */
const HALF_LIFE_MS = 86_400_000;
/** The greatest weight of either kind of attempts, so that one bad day cannot outweigh many others. */
const MOST = 8;
const TIMES = 15;
const NONE: DecayedRecord = { succeeded: 0, failed: 0, times: [], at: 0 };

/** Returns a record as weighted at a time. A clock that went back changes nothing. */
export function decayed(record: DecayedRecord, now: number): DecayedRecord {
  const share = 0.5 ** (Math.max(0, now - record.at) / HALF_LIFE_MS);
  return {
    ...record,
    succeeded: record.succeeded * share,
    failed: record.failed * share,
    at: Math.max(now, record.at),
  };
}

/** Returns a record (null: none yet) with one more attempt. */
export function withAttempt(
  record: DecayedRecord | null,
  { ok, ms }: Pick<NotedAttempt, "ok" | "ms">,
  now: number,
): DecayedRecord {
  const { succeeded, failed, times, at } = decayed(record ?? { ...NONE, at: now }, now);
  return {
    succeeded: Math.min(MOST, succeeded + (ok ? 1 : 0)),
    failed: Math.min(MOST, failed + (ok ? 0 : 1)),
    times: ok ? [...times, Math.round(ms)].slice(-TIMES) : times,
    at,
  };
}

/** Returns the median of times; null if there are none. */
export function medianOf(times: readonly number[]): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/**
 * Returns a function that does work on records, and returns its second choice where that fails: nothing that a user
 * wants depends on records. Only the first failure is reported.
 */
export function quietWork(onTrouble: ((message: string) => void) | undefined) {
  let isReported = false;
  return async <T>(otherwise: T, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isReported) onTrouble?.(`The results of models cannot be saved: ${errorMessage(error)}`);
      isReported = true;
      return otherwise;
    }
  };
}
