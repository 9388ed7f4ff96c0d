import type { Clock } from "@hugginggpt/shared";
import { HttpClient, type HttpOptions } from "@hugginggpt/shared/http";
import { scriptedTransport } from "@hugginggpt/testing";

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

/** A clock that a test moves on; who sleeps is woken once it is late enough. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** Returns a clock that stands still between `advance`s. */
export function manualClock(start = Date.parse("2026-11-22T07:30:00.000Z")): ManualClock {
  let now = start;
  const sleepers = new Set<{ readonly due: number; readonly wake: () => void }>();
  return {
    now: () => now,
    advance(ms) {
      now += ms;
      for (const sleeper of sleepers) if (sleeper.due <= now) sleeper.wake();
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        if (ms <= 0) return resolve();
        const done = (end: () => void) => () => {
          sleepers.delete(sleeper);
          end();
        };
        const sleeper = { due: now + ms, wake: done(resolve) };
        sleepers.add(sleeper);
        signal?.addEventListener(
          "abort",
          done(() => reject(signal.reason)),
          { once: true },
        );
      });
    },
  };
}

/** Returns an HTTP client on a scripted `fetch`, without jitter. */
export function testHttp(
  scripted: typeof fetch,
  clock: Clock = testClock(),
  options: Partial<HttpOptions> = {},
): HttpClient {
  return new HttpClient({
    transport: scriptedTransport(scripted),
    clock,
    random: () => 0.5,
    userAgent: "test",
    secrets: [],
    ...options,
  });
}
