import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startTestRun } from "../testing/run-bench.js";
import type { Following, LiveEvent, LiveRun, NumberedEvent } from "./live-run.js";

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

/** Follows a run, and returns what was seen and where following ended. */
async function followed(run: LiveRun, following: Following = {}, most = Number.POSITIVE_INFINITY) {
  const seen: NumberedEvent[] = [];
  for await (const one of run.events(following)) {
    seen.push(one);
    if (seen.length >= most) break;
  }
  return seen;
}

describe("a run that is followed", () => {
  it("gives every follower the same, each from where it wants on, whenever it comes and leaves", async () => {
    const total = (await followed(startTestRun(GOOD))).length;
    const follower = fc.record({ after: fc.nat(total + 2), most: fc.integer({ min: 1, max: total + 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(follower, { maxLength: 6 }), fc.boolean(), async (followers, isLate) => {
        const run = startTestRun(GOOD);
        if (isLate) await run.report;
        const follow = ({ after, most }: (typeof followers)[number]) => followed(run, { after }, most);
        const [all, ...seen] = await Promise.all([followed(run), ...followers.map(follow)]);
        expect(all.map(({ seq }) => seq)).toEqual(all.map((_, place) => place + 1));
        seen.forEach((events, i) => {
          const { after = 0, most } = followers[i] ?? {};
          expect(events).toEqual(all.slice(after, after + (most ?? 0)));
        });
        expect((await run.report).status).toBe("done");
      }),
      { numRuns: 30 },
    );
  });

  it("goes on when all have left, and is cancelled by hand only", async () => {
    const run = startTestRun({ "org/one": "hang" });
    const abort = new AbortController();
    const waiting = followed(run, { signal: abort.signal });
    await followed(run, {}, 2);
    abort.abort();
    expect((await waiting).length).toBeGreaterThan(2);
    let isOver = false;
    run.report.then(
      () => undefined,
      () => {
        isOver = true;
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    run.cancel(new Error("enough"));
    await expect(run.report).rejects.toThrow("enough");
  });

  it("shows a proposal to whoever comes while it waits, and not afterwards", async () => {
    const run = startTestRun(GOOD, { asks: true });
    const isProposal = ({ event }: NumberedEvent) => event.type === "approval-wanted";
    for await (const one of run.events()) if (isProposal(one)) break;
    for await (const one of run.events({ after: 1000 })) {
      expect(isProposal(one)).toBe(true);
      break;
    }
    expect([run.answer(true), run.answer(false)]).toEqual([true, false]);
    expect((await followed(run)).filter(isProposal)).toEqual([]);
    expect((await run.report).status).toBe("done");
  });
});
