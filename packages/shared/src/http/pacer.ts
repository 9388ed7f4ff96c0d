import type { RateLimit } from "./rate-limit.js";

/** What an answer says about a server's rate limit. */
export interface LimitNote {
  readonly origin: string;
  readonly bucket: string;
  /** The limit in its headers; null if they have none for this bucket. */
  readonly limit: RateLimit | null;
  /** How long to pause, in milliseconds, after a refusal because of the limit; null without one. */
  readonly restMs: number | null;
}

/** Decides when requests within a server's rate limit may be sent, in place of what one process knows. */
export interface Pacer {
  /** Resolves when the next request may be sent. Calls `sleep` for every wait. @throws what `sleep` throws. */
  admit(origin: string, bucket: string, sleep: (ms: number) => Promise<void>): Promise<void>;
  note(note: LimitNote): void;
}
