import type { RateLimit } from "@hugginggpt/shared/http";
import type { LimitWindow } from "../../ports/sync-team.js";

/** A permission to send requests. */
export interface Grant {
  /** 0: ask again after the wait. */
  readonly requests: number;
  /** Milliseconds to wait before the first of them. */
  readonly waitMs: number;
}

/** What an answer said about the limit, and how long ago. */
export interface AgedNote {
  readonly limit: RateLimit | null;
  readonly restMs: number | null;
  readonly ageMs: number;
}

/** Share of a quota below which requests are spread over the rest of the window, as one process does by itself. */
const PACE_BELOW = 0.2;
/** Two windows that end within so many milliseconds are the same one: servers answer in whole seconds. */
const SAME_WINDOW_MS = 5000;

/** Returns the window as an answer changes it. An answer of a window that is over changes nothing. */
export function withNote(
  window: LimitWindow | null,
  now: number,
  { limit, restMs, ageMs }: AgedNote,
): LimitWindow | null {
  const known = window && window.resetsAt > now ? window : null;
  if (restMs !== null && restMs > ageMs) {
    const resetsAt = Math.max(known?.resetsAt ?? 0, now + restMs - ageMs);
    return { remaining: 0, quota: limit?.quota ?? window?.quota ?? null, resetsAt, nextAt: resetsAt };
  }
  if (limit === null || limit.resetMs <= ageMs) return window;
  const { remaining, quota } = limit;
  const resetsAt = now + limit.resetMs - ageMs;
  const isSame = known !== null && resetsAt <= known.resetsAt + SAME_WINDOW_MS;
  return {
    // The server does not count what others may send but have not sent yet.
    remaining: isSame ? Math.min(known.remaining, remaining) : remaining,
    quota: quota ?? window?.quota ?? null,
    resetsAt: isSame ? Math.max(known.resetsAt, resetsAt) : resetsAt,
    nextAt: isSame ? known.nextAt : now,
  };
}

/**
 * Returns permission for a number of requests, and the window without them: as many as requested while nothing is known
 * or more than a fifth of the quota is left; then one at a time, spread over the rest of the window; none at zero, with
 * the wait until the next window plus a second.
 */
export function takeRequests(
  window: LimitWindow | null,
  now: number,
  wanted: number,
): { readonly window: LimitWindow | null; readonly made: Grant } {
  if (window === null || window.resetsAt <= now) return { window, made: { requests: wanted, waitMs: 0 } };
  const { remaining, quota, resetsAt } = window;
  const left = resetsAt - now;
  if (remaining <= 0) return { window, made: { requests: 0, waitMs: left + 1000 } };
  if (quota === null || remaining > quota * PACE_BELOW) {
    const requests = Math.min(wanted, remaining);
    return { window: { ...window, remaining: remaining - requests }, made: { requests, waitMs: 0 } };
  }
  const at = Math.max(now, window.nextAt);
  const step = left / remaining;
  return {
    window: { ...window, remaining: remaining - 1, nextAt: at + step },
    made: { requests: 1, waitMs: Math.min(at + step, resetsAt) - now },
  };
}
