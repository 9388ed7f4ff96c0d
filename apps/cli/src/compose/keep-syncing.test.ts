import { type Clock, Fault, type SyncReport } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { syncReport } from "../testing/sync-report.js";
import { keepSyncing } from "./keep-syncing.js";

const HOUR = 3_600_000;
const REPORT = syncReport();

/** Keeps syncing until `turns` have run; each is given its number and the clock, which sleeping moves on. */
async function run(turns: number, turn: (n: number, pass: (ms: number) => void) => Promise<SyncReport>) {
  const stop = new AbortController();
  const told: string[] = [];
  let now = 0;
  let n = 0;
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      if (n >= turns) stop.abort();
      stop.signal.throwIfAborted();
      now += ms;
    },
  };
  const pass = (ms: number) => {
    now += ms;
  };
  await keepSyncing(() => turn(++n, pass), {
    everyMs: 6 * HOUR,
    clock,
    signal: stop.signal,
    onReport: ({ status }) => told.push(status),
    onFault: ({ code }) => told.push(code),
    onWait: (ms) => told.push(`${ms / HOUR} h`),
  });
  return told;
}

describe("a sync that stays up", () => {
  test("begins a turn every so often, whatever the turn takes", async () => {
    const told = await run(3, async (n, pass) => {
      pass(n * HOUR);
      return REPORT;
    });
    expect(told).toEqual(["done", "5 h", "done", "4 h", "done", "3 h"]);
  });

  test("begins the next turn at once after one that took longer", async () => {
    const told = await run(2, async (n, pass) => {
      pass(n === 1 ? 9 * HOUR : 0);
      return REPORT;
    });
    expect(told).toEqual(["done", "0 h", "done", "6 h"]);
  });

  test("survives turns that fail", async () => {
    const told = await run(3, async (n) => {
      if (n < 3) throw new Fault(n === 1 ? "NETWORK" : "REGISTRY_LOCKED", "no");
      return REPORT;
    });
    expect(told).toEqual(["NETWORK", "6 h", "REGISTRY_LOCKED", "6 h", "done", "6 h"]);
  });

  test("does not hide a bug", async () => {
    const bug = run(3, async () => {
      throw new TypeError("a bug");
    });
    await expect(bug).rejects.toThrow("a bug");
  });

  test("ends after the turn that a signal interrupts, and never begins when it is aborted", async () => {
    const stop = new AbortController();
    let turns = 0;
    const schedule = {
      everyMs: HOUR,
      clock: { now: () => 0, sleep: () => Promise.reject(new Error("must not sleep")) },
      signal: stop.signal,
      onReport: () => undefined,
      onFault: () => undefined,
      onWait: () => undefined,
    };
    const turn = async (): Promise<SyncReport> => {
      turns++;
      stop.abort();
      return { ...REPORT, status: "interrupted", turn: "interrupted" };
    };
    await keepSyncing(turn, schedule);
    await keepSyncing(turn, schedule);
    expect(turns).toBe(1);
  });
});
