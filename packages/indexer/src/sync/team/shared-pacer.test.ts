import { Fault } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LimitWindow, Seat } from "../../ports/sync-team.js";
import { testClock } from "../../testing/test-http.js";
import { takeRequests, withNote } from "./limit-window.js";
import { SharedPacer } from "./shared-pacer.js";

const QUOTA = 500;
const WINDOW_MS = 300_000;

/** A server with a fixed window, as the Hub has it. */
function server(quota = QUOTA) {
  let used = 0;
  let end = WINDOW_MS;
  const counts = [0];
  return {
    counts,
    answer(now: number) {
      while (now >= end) {
        end += WINDOW_MS;
        used = 0;
        counts.push(0);
      }
      used++;
      counts[counts.length - 1] = used;
      const resetMs = Math.ceil((end - now) / 1000) * 1000;
      const limit = { bucket: "api", remaining: Math.max(0, quota - used), resetMs, quota };
      return { limit, restMs: used > quota ? resetMs + 1000 : null };
    },
  };
}

/** The windows of a database that a test holds. */
function board() {
  const windows = new Map<string, LimitWindow | null>();
  const ears: ((bucket: string) => void)[] = [];
  const state = { trips: 0, broken: false };
  const clock = testClock(0);
  const seat = (): Seat => {
    let own: ((bucket: string) => void) | null = null;
    return {
      changeWindow: async (bucket: string, change: Parameters<Seat["changeWindow"]>[1]) => {
        state.trips++;
        if (state.broken) throw new Fault("DATABASE_LOST" as "NETWORK", "gone");
        const { window, made } = change(windows.get(bucket) ?? null, clock.now());
        windows.set(bucket, window);
        return made;
      },
      pause: async (bucket: string) => {
        for (const ear of ears) if (ear !== own) ear(bucket);
      },
      onPause: async (ear: (bucket: string) => void) => {
        own = ear;
        ears.push(ear);
      },
    } as unknown as Seat;
  };
  return { seat, clock, state };
}

describe("a window that machines share", () => {
  it("is never spent twice, however many machines ask, in whatever order answers come", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(5)), fc.integer({ min: 1, max: 40 }), (choices, lot) => {
        const hub = server();
        let window: LimitWindow | null = null;
        let now = 0;
        const granted = [0, 0, 0, 0, 0];
        const free = Array.from({ length: granted.length }, () => 0);
        for (let step = 0; step < 3000; step++) {
          const machine = (choices.next().value ?? 0) % granted.length;
          now += 20;
          if ((free[machine] ?? 0) > now) continue;
          if (granted[machine] === 0) {
            const next: ReturnType<typeof takeRequests> = takeRequests(window, now, lot);
            window = next.window;
            granted[machine] = next.made.requests;
            free[machine] = now + next.made.waitMs;
            continue;
          }
          granted[machine] = (granted[machine] ?? 0) - 1;
          window = withNote(window, now, { ...hub.answer(now), ageMs: 0 });
        }
        // At the start of a window nobody knows yet that it began: each machine may send one lot.
        expect(Math.max(...hub.counts)).toBeLessThanOrEqual(QUOTA);
      }),
      { seed: 16, numRuns: 40 },
    );
  });

  it("knows nothing more of a window that is over", () => {
    const window = withNote(null, 0, {
      limit: { bucket: "api", remaining: 0, resetMs: 5000, quota: 9 },
      restMs: null,
      ageMs: 0,
    });
    expect(takeRequests(window, 4999, 4).made).toEqual({ requests: 0, waitMs: 1001 });
    expect(takeRequests(window, 5000, 4).made).toEqual({ requests: 4, waitMs: 0 });
    expect(
      withNote(window, 0, {
        limit: { bucket: "api", remaining: 8, resetMs: 2000, quota: 9 },
        restMs: null,
        ageMs: 3000,
      }),
    ).toBe(window);
  });
});

describe("SharedPacer", () => {
  const note = (remaining: number, restMs: number | null = null) => ({
    origin: "https://hub.test",
    bucket: "api",
    limit: { bucket: "api", remaining, resetMs: 60_000, quota: 500 },
    restMs,
  });

  it("asks the database once for several requests", async () => {
    const { seat, clock, state } = board();
    const pacer = await SharedPacer.begin(seat(), clock, null);
    await Promise.all(Array.from({ length: 32 }, () => pacer.admit("https://hub.test", "api", clock.sleep)));
    expect(state.trips).toBe(2);
    expect(clock.slept).toEqual([]);
  });

  it("has all machines rest when one is refused", async () => {
    const { seat, clock } = board();
    const [one, other] = [
      await SharedPacer.begin(seat(), clock, null),
      await SharedPacer.begin(seat(), clock, null),
    ];
    await other.admit("https://hub.test", "api", clock.sleep);
    one.note(note(0, 61_000));
    await one.admit("https://hub.test", "api", clock.sleep);
    const rested = clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(rested).toBeGreaterThanOrEqual(61_000);
    one.note(note(0, 10_000));
    await Promise.resolve().then(() => undefined);
    await other.admit("https://hub.test", "resolvers", clock.sleep);
    const before = clock.slept.length;
    await one.admit("https://hub.test", "api", clock.sleep);
    await other.admit("https://hub.test", "api", clock.sleep);
    expect(clock.slept.length).toBeGreaterThan(before);
  });

  it("counts what is asked with another token by itself", async () => {
    const { seat, clock } = board();
    const one = await SharedPacer.begin(seat(), clock, "hf_one");
    const other = await SharedPacer.begin(seat(), clock, "hf_other");
    one.note(note(0, 61_000));
    await other.admit("https://hub.test", "api", clock.sleep);
    expect(clock.slept).toEqual([]);
  });

  it("lets a request go where the database cannot be asked", async () => {
    const { seat, clock, state } = board();
    const pacer = await SharedPacer.begin(seat(), clock, null);
    state.broken = true;
    await pacer.admit("https://hub.test", "api", clock.sleep);
    expect(clock.slept).toEqual([]);
  });
});
