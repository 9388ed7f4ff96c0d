import type { AnswerHeaders } from "./transport/transport.js";

/** The limit in the Hub's `RateLimit` and `RateLimit-Policy` headers (huggingface.co/docs/hub/rate-limits). */
export interface RateLimit {
  readonly bucket: string;
  readonly remaining: number;
  /** Milliseconds until the next window. */
  readonly resetMs: number;
  /** Requests per window; null without a policy header. */
  readonly quota: number | null;
}

/** The longest wait that a server's headers are read as; more is a mistake or malice. */
const LONGEST_MS = 24 * 3_600_000;
const LIMIT = /"([\w-]+)"\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/;
const QUOTA = /\bq\s*=\s*(\d+)/;

/** Returns the rate limit in the headers; null if it is missing or invalid. */
export function parseRateLimit(headers: AnswerHeaders): RateLimit | null {
  const match = LIMIT.exec(headers.get("ratelimit") ?? "");
  if (!match) return null;
  const quota = QUOTA.exec(headers.get("ratelimit-policy") ?? "");
  return {
    bucket: match[1] ?? "",
    remaining: Number(match[2]),
    resetMs: Math.min(LONGEST_MS, Number(match[3]) * 1000),
    quota: quota ? Number(quota[1]) : null,
  };
}

/**
 * Returns how many milliseconds to wait after a refusal: until the next window if the rate limit is used up (plus a
 * second, as the Hub's own client does), else by `Retry-After-Ms` or `Retry-After` (seconds or a date), at most a day.
 * Null if no header says so.
 */
export function retryAfterMs(headers: AnswerHeaders, now: number): number | null {
  const limit = parseRateLimit(headers);
  if (limit && limit.remaining === 0) return limit.resetMs + 1000;
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms >= 0) return Math.min(LONGEST_MS, ms);
  const after = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(after)) return Math.min(LONGEST_MS, Number(after) * 1000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.min(LONGEST_MS, Math.max(0, date - now));
}

/** Share of a window's quota below which requests are spread over the rest of the window. */
const PACE_BELOW = 0.2;

/** Keeps requests within a server's rate limits, as its answers state them, by bucket. */
export class RateGate {
  readonly #limits = new Map<string, RateLimit & { readonly at: number }>();
  readonly #quotas = new Map<string, number>();

  /** Notes the limit in an answer's headers. Answers without it change nothing. */
  note(origin: string, headers: AnswerHeaders, now: number): void {
    const limit = parseRateLimit(headers);
    if (!limit) return;
    const key = `${origin} ${limit.bucket}`;
    this.#limits.set(key, { ...limit, at: now });
    if (limit.quota !== null) this.#quotas.set(key, limit.quota);
  }

  /** Returns the number of requests that a server allows per window, as last stated; null if it never was. */
  quota(origin: string, bucket: string): number | null {
    return this.#quotas.get(`${origin} ${bucket}`) ?? null;
  }

  /**
   * Returns how many milliseconds to wait before the next request: 0 while more than a fifth of the quota is left, or
   * if the limit is unknown; below that, the rest of the window divided by the requests left; the whole rest if none is
   * left.
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
