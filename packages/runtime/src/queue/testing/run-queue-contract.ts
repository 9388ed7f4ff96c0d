import { afterEach, beforeEach, expect, it } from "vitest";
import type { QueuedRun, RunQueue } from "../run-queue.js";

const CALLER = "someone";
const never = new AbortController().signal;

/** Returns the id of a run, as they sort by time. */
export function runId(n: number): string {
  return `20261130-${String(n).padStart(9, "0")}-${String(n).padStart(32, "0")}`;
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => runId(n));

async function takeOne(queue: RunQueue): Promise<QueuedRun> {
  const [job] = await queue.take(1, never);
  if (!job) throw new Error("nothing was taken");
  return job;
}

async function putAll(queue: RunQueue, runs: readonly string[], caller = CALLER): Promise<void> {
  for (const run of runs) await queue.put(run, caller);
}

/** What every queue of runs keeps to. `open` gives an empty one each time. Call it inside a `describe`. */
export function runQueueContract(open: () => Promise<RunQueue>): void {
  let queue: RunQueue;
  beforeEach(async () => {
    queue = await open();
  });
  afterEach(async () => {
    await queue.close();
  });
  taking(() => queue);
  waiting(() => queue);
  standing(() => queue);
}

function taking(opened: () => RunQueue): void {
  it("gives runs in the order in which they came, so many at most", async () => {
    const queue = opened();
    await putAll(queue, ids(5));
    const first = await queue.take(3, never);
    const rest = await queue.take(3, never);
    expect([first, rest].map((jobs) => jobs.map(({ run }) => run))).toEqual([
      ...[ids(5).slice(0, 3), ids(5).slice(3)],
    ]);
  });

  it("gives no run to two who take at once, however they take", async () => {
    const queue = opened();
    await putAll(queue, ids(40));
    const taken = await Promise.all(Array.from({ length: 12 }, (_, n) => queue.take((n % 4) + 1, never)));
    const runs = taken.flat().map(({ run }) => run);
    expect(new Set(runs).size).toBe(runs.length);
    expect(runs.length).toBe(30);
  });

  it("has a run once, however often it is put in, also while somebody has it", async () => {
    const queue = opened();
    await Promise.all([putAll(queue, ids(1)), putAll(queue, ids(1)), putAll(queue, ids(1), "another")]);
    const job = await takeOne(queue);
    await putAll(queue, ids(1));
    expect(await queue.counts()).toEqual({ queued: 0, running: 1 });
    await job.done();
    expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
  });

  it("takes a run again that was there before and came to its end", async () => {
    const queue = opened();
    await putAll(queue, ids(1));
    await (await takeOne(queue)).done();
    await putAll(queue, ids(1));
    expect((await takeOne(queue)).run).toBe(runId(0));
  });

  it("gives what is given back again, before what came later", async () => {
    const queue = opened();
    await putAll(queue, ids(3));
    const [first, second] = await queue.take(2, never);
    await second?.giveBack();
    await first?.giveBack();
    expect((await queue.take(3, never)).map(({ run }) => run)).toEqual(ids(3));
  });
}

function waiting(opened: () => RunQueue): void {
  it("waits for a run that comes later", async () => {
    const queue = opened();
    const waiting = queue.take(2, never);
    await queue.put(runId(7), CALLER);
    expect((await waiting).map(({ run }) => run)).toEqual([runId(7)]);
  });

  it("stops waiting at the signal, and what comes then is another's", async () => {
    const queue = opened();
    const stop = new AbortController();
    const waiting = queue.take(2, stop.signal);
    stop.abort();
    expect(await waiting).toEqual([]);
    expect(await queue.take(2, stop.signal)).toEqual([]);
    await putAll(queue, ids(1));
    expect((await takeOne(queue)).run).toBe(runId(0));
  });
}

function standing(opened: () => RunQueue): void {
  it("says how runs stand, and leaves out what is not in it", async () => {
    const queue = opened();
    await putAll(queue, ids(3));
    const job = await takeOne(queue);
    const states = await queue.states([...ids(3), runId(9)]);
    expect(Object.fromEntries(states)).toEqual({
      ...{ [runId(0)]: "running", [runId(1)]: "queued", [runId(2)]: "queued" },
    });
    await job.done();
    expect([...(await queue.states([runId(0)]))]).toEqual([]);
    expect([...(await queue.states([]))]).toEqual([]);
  });

  it("counts the runs of one caller", async () => {
    const queue = opened();
    await putAll(queue, ids(2), "a");
    await putAll(queue, [runId(5), runId(6), runId(7)], "b");
    await takeOne(queue);
    expect([await queue.counts("a"), await queue.counts("b"), await queue.counts("c")]).toEqual([
      ...[
        { queued: 1, running: 1 },
        { queued: 3, running: 0 },
        { queued: 0, running: 0 },
      ],
    ]);
    expect(await queue.counts()).toEqual({ queued: 4, running: 1 });
  });

  it("takes out a run that waits, and no other", async () => {
    const queue = opened();
    await putAll(queue, ids(2));
    const job = await takeOne(queue);
    expect(await queue.remove(job.run)).toBe(false);
    expect([await queue.remove(runId(1)), await queue.remove(runId(1)), await queue.remove("none")]).toEqual([
      ...[true, false, false],
    ]);
    expect(await queue.counts()).toEqual({ queued: 0, running: 1 });
  });

  it("takes an end that comes twice for one", async () => {
    const queue = opened();
    await putAll(queue, ids(1));
    const job = await takeOne(queue);
    await job.done();
    await job.done();
    await job.giveBack();
    expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
  });
}
