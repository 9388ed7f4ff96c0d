import { type Fault, isFault } from "../errors/fault.js";
import type { Clock } from "../ports/clock.js";

export interface RetryPolicy {
  /** Most calls, including the first; at least 1. */
  readonly tries: number;
  /** Longest wait in milliseconds. If a longer one is needed, the failure is thrown at once. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait with the failure of the last call. */
  readonly onWait?: ((ms: number, fault: Fault) => void) | undefined;
  /** Whether another try is still useful. Default: always. */
  readonly isUseful?: () => boolean;
}

/** First step and ceiling of the exponential backoff, in milliseconds. */
const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * Calls `attempt` until it returns, and returns that. The only retry loop of the product.
 * Only a Fault marked retryable is tried again: after the wait the server asked for, else after full jitter,
 * `random() * min(20 s, 0.5 s * 2^n)`.
 * @throws what the last attempt threw; the signal's reason when aborted while waiting.
 */
export async function withRetry<T>(policy: RetryPolicy, attempt: (n: number) => Promise<T>): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await attempt(n);
    } catch (error) {
      if (!isFault(error) || !error.retryable || n + 1 >= policy.tries) throw error;
      if (policy.isUseful?.() === false) throw error;
      const wait = error.retryAfterMs ?? policy.random() * Math.min(CAP_MS, BASE_MS * 2 ** n);
      if (wait > policy.maxWaitMs) throw error;
      policy.onWait?.(wait, error);
      await policy.clock.sleep(wait, policy.signal);
    }
  }
}
