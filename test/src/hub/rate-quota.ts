import { type LoopbackRequest, tokenOf } from "../loopback/loopback-request.js";
import { type Reply, refusal } from "../loopback/reply.js";

export type Bucket = "api" | "resolvers" | "pages";

/** Requests that one client may send in a window, by bucket. */
export interface RateOptions {
  /** Default 100,000 in each bucket, so that nobody waits. */
  readonly quota?: Partial<Readonly<Record<Bucket, number>>>;
  /** Default 300 seconds, as on the Hub. */
  readonly windowSeconds?: number;
}

const GENEROUS = 100_000;

/** Counts requests in fixed windows by client (its token, or all anonymous ones together) and bucket. */
export class RateQuota {
  readonly #options: RateOptions;
  readonly #now: () => Date;
  readonly #windows = new Map<string, { readonly start: number; used: number }>();

  constructor(options: RateOptions, now: () => Date) {
    this.#options = options;
    this.#now = now;
  }

  /** Counts a request and returns the headers that say so, and the 429 where the quota was spent before it. */
  spend(request: LoopbackRequest): {
    readonly headers: Record<string, string>;
    readonly refused: Reply | null;
  } {
    const bucket = bucketOf(request.path);
    const quota = this.#options.quota?.[bucket] ?? GENEROUS;
    const seconds = this.#options.windowSeconds ?? 300;
    const now = this.#now().getTime() / 1000;
    const start = Math.floor(now / seconds) * seconds;
    const key = `${bucket} ${tokenOf(request) ?? "anonymous"}`;
    const known = this.#windows.get(key);
    const window = known && known.start === start ? known : { start, used: 0 };
    this.#windows.set(key, window);
    const refused = window.used >= quota;
    if (!refused) window.used++;
    const headers = {
      ratelimit: `"${bucket}";r=${quota - window.used};t=${Math.max(1, Math.ceil(start + seconds - now))}`,
      "ratelimit-policy": `"fixed window";"${bucket}";q=${quota};w=${seconds}`,
    };
    return {
      headers,
      refused: refused ? refusal(429, "Too many requests: the rate limit is spent", headers) : null,
    };
  }
}

/** Returns the bucket in which a path counts: files are resolver requests, whether `/resolve/` or `/raw/`. */
export function bucketOf(path: string): Bucket {
  if (/\/(?:resolve|raw)\//.test(path) || path.startsWith("/api/resolve-cache/")) return "resolvers";
  return path.startsWith("/api/") ? "api" : "pages";
}
