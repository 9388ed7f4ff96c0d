import type { RateLimit } from "./rate-limit.js";

/** What an answer told of a server's limit. */
export interface LimitNote {
  readonly origin: string;
  readonly bucket: string;
  /** What its headers say; null if they say nothing of this bucket. */
  readonly limit: RateLimit | null;
  /** Milliseconds to rest, where the server refused for the sake of its limit; null if it did not. */
  readonly restMs: number | null;
}

/** Says when requests may be sent that count in a server's limit, in the place of what one process knows by itself. */
export interface Pacer {
  /** Resolves once one more request may be sent; `sleep` is called for every wait. @throws what `sleep` throws. */
  admit(origin: string, bucket: string, sleep: (ms: number) => Promise<void>): Promise<void>;
  note(note: LimitNote): void;
}
