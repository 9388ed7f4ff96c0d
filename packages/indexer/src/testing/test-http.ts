import type { Clock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";

/** A clock that stands still, apart from sleeping: it passes the time at once and remembers how long. */
export interface TestClock extends Clock {
  readonly slept: number[];
}

/** Returns a clock that begins at a fixed instant. */
export function testClock(start = Date.parse("2026-11-22T07:30:00.000Z")): TestClock {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += Math.max(0, ms);
    },
  };
}

/** Returns an HTTP client on a scripted `fetch`, without jitter. */
export function testHttp(scripted: typeof fetch, clock: Clock = testClock()): HttpClient {
  return new HttpClient({ fetch: scripted, clock, random: () => 0.5, userAgent: "test", secrets: [] });
}
