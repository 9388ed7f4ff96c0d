import type { AnswerHeaders } from "./transport/transport.js";

/** What the Hub's `RateLimit` and `RateLimit-Policy` headers say (huggingface.co/docs/hub/rate-limits). */
export interface RateLimit {
  readonly bucket: string;
  readonly remaining: number;
  /** Milliseconds until the window starts anew. */
  readonly resetMs: number;
  /** Requests a window; null if no policy header came. */
  readonly quota: number | null;
}

const LIMIT = /"([\w-]+)"\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/;
const QUOTA = /\bq\s*=\s*(\d+)/;

/** Returns what the headers say of the rate limit; null if there is none or it is garbled. */
export function parseRateLimit(headers: AnswerHeaders): RateLimit | null {
  const match = LIMIT.exec(headers.get("ratelimit") ?? "");
  if (!match) return null;
  const quota = QUOTA.exec(headers.get("ratelimit-policy") ?? "");
  return {
    bucket: match[1] ?? "",
    remaining: Number(match[2]),
    resetMs: Number(match[3]) * 1000,
    quota: quota ? Number(quota[1]) : null,
  };
}

/**
 * Returns how many milliseconds a refusal asks us to wait: a spent rate limit (one second is added, as the Hub's own
 * client does), else `Retry-After-Ms`, else `Retry-After` in seconds or as a date. Null if nothing usable is said.
 */
export function retryAfterMs(headers: AnswerHeaders, now: number): number | null {
  const limit = parseRateLimit(headers);
  if (limit && limit.remaining === 0) return limit.resetMs + 1000;
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const after = headers.get("retry-after")?.trim();
  if (!after) return null;
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Share of a window's quota below which requests are spread over the rest of the window. */
const PACE_BELOW = 0.2;

/** Keeps requests within a server's rate limit, by bucket. Knows only what the answers said. */
export class RateGate {
  readonly #limits = new Map<string, RateLimit & { readonly at: number }>();
  readonly #quotas = new Map<string, number>();

  /** Notes what an answer said of the limit. Answers without the header change nothing. */
  note(origin: string, headers: AnswerHeaders, now: number): void {
    const limit = parseRateLimit(headers);
    if (!limit) return;
    const key = `${origin} ${limit.bucket}`;
    this.#limits.set(key, { ...limit, at: now });
    if (limit.quota !== null) this.#quotas.set(key, limit.quota);
  }

  /** Returns the requests that a server allows in a window of a bucket, as it said last; null if it never did. */
  quota(origin: string, bucket: string): number | null {
    return this.#quotas.get(`${origin} ${bucket}`) ?? null;
  }

  /**
   * Returns how many milliseconds to wait before the next request: 0 while more than a fifth of the quota is left or
   * nothing is known; then the rest of the window divided by what is left; the whole rest of the window when nothing
   * is.
   */
  waitMs(origin: string, bucket: string, now: number): number {
    const key = `${origin} ${bucket}`;
    const limit = this.#limits.get(key);
    if (!limit) return 0;
    const left = limit.at + limit.resetMs - now;
    if (left <= 0) {
      this.#limits.delete(key);
      return 0;
    }
    if (limit.remaining === 0) return left + 1000;
    if (limit.quota === null || limit.remaining > limit.quota * PACE_BELOW) return 0;
    return left / limit.remaining;
  }
}
