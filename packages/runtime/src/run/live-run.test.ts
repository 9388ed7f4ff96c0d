import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startTestRun } from "../testing/run-bench.js";
import { EventQueue } from "./event-queue.js";
import type { LiveEvent } from "./live-run.js";

const GOOD = { "org/one": { text: "words" } };

async function all(run: AsyncIterable<LiveEvent>): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe("a run in a loop", () => {
  it("gives every event in order, from the first to the last, and then the report", async () => {
    const emitted: LiveEvent[] = [];
    const run = startTestRun(GOOD, { emit: (event) => emitted.push(event) });
    const events = await all(run);
    expect(events).toEqual(emitted);
    expect(events[0]).toMatchObject({ type: "run-started", run: run.id });
    expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "done" });
    expect(await run.report).toMatchObject({ status: "done", answer: "It is done.", tasks: [{}, {}] });
  });

  it("also gives those that came before the loop", async () => {
    const run = startTestRun(GOOD);
    await run.report;
    expect((await all(run)).map(({ type }) => type)).toContain("plan-ready");
  });

  it("gives the answer piece by piece where that is wanted", async () => {
    const pieces = (await all(startTestRun(GOOD, { streamAnswer: true }))).flatMap((event) =>
      event.type === "answer-text" ? [event.text] : [],
    );
    expect(pieces).toEqual(["It is ", "done."]);
    expect((await all(startTestRun(GOOD))).some(({ type }) => type === "answer-text")).toBe(false);
  });

  it("is cancelled by leaving the loop, which waits until nothing is in flight any more", async () => {
    const run = startTestRun({ "org/one": "hang" });
    for await (const event of run) if (event.type === "attempt-started") break;
    await expect(run.report).rejects.toThrow("the loop over the run's events was left");
  });

  it("emits nothing once it is cancelled, whenever that is and whatever was under way", async () => {
    const total = (await all(startTestRun(GOOD))).length;
    for (let n = 1; n <= total; n++) {
      const abort = new AbortController();
      let seen = 0;
      const emit = (): void => {
        seen++;
        if (seen === n) abort.abort(new Error("enough"));
      };
      await startTestRun(GOOD, { signal: abort.signal, emit }).report.catch(() => undefined);
      expect(seen).toBe(n);
    }
  });

  it("is cancelled by a signal and by hand, and throws the reason in the loop", async () => {
    const abort = new AbortController();
    const run = startTestRun({ "org/one": "hang" }, { signal: abort.signal });
    const other = startTestRun({ "org/one": "hang" });
    abort.abort(new Error("enough"));
    other.cancel();
    await expect(all(run)).rejects.toThrow("enough");
    await expect(run.report).rejects.toThrow("enough");
    await expect(all(other)).rejects.toThrow("the run was cancelled");
  });

  it("raises no unhandled rejection where only the loop is watched", async () => {
    const rejected: unknown[] = [];
    const note = (reason: unknown) => rejected.push(reason);
    process.on("unhandledRejection", note);
    const run = startTestRun({ "org/one": "hang" });
    run.cancel();
    await all(run).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(rejected).toEqual([]);
  });
});

describe("EventQueue", () => {
  const missed = (count: number) => -count;

  it("drops the oldest where nobody reads, and says how many", async () => {
    const queue = new EventQueue<number>(missed, 3);
    for (const n of [1, 2, 3, 4, 5]) queue.push(n);
    queue.end();
    expect([await queue.next(), await queue.next(), await queue.next(), await queue.next()]).toEqual([
      { event: -2 },
      { event: 3 },
      { event: 4 },
      { event: 5 },
    ]);
    expect(await queue.next()).toBeNull();
  });

  it("throws the error once, after what came before it", async () => {
    const queue = new EventQueue<number>(missed);
    queue.push(1);
    queue.end({ error: new Error("broken") });
    queue.push(2);
    expect(await queue.next()).toEqual({ event: 1 });
    await expect(queue.next()).rejects.toThrow("broken");
    expect(await queue.next()).toBeNull();
  });

  it("gives everything in order, however pushing and reading take turns", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 40 }), async (bursts) => {
        const queue = new EventQueue<number>(missed);
        const got: number[] = [];
        const reading = (async () => {
          for (let next = await queue.next(); next; next = await queue.next()) got.push(next.event);
        })();
        let pushed = 0;
        for (const burst of bursts) {
          for (let i = 0; i < burst; i++) queue.push(pushed++);
          await Promise.resolve();
        }
        queue.end();
        await reading;
        expect(got).toEqual(Array.from({ length: pushed }, (_, i) => i));
      }),
    ));
});
