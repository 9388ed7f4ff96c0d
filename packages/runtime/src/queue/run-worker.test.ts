import { Fault, type FaultCode } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { LiveRun } from "../run/live-run.js";
import type { RunReport } from "../run/run-report.js";
import type { StoredRun } from "../sessions/stored-run.js";
import { MemoryRunQueue } from "./memory-run-queue.js";
import { type RunEnd, type RunSessions, RunWorker } from "./run-worker.js";
import { runId } from "./testing/run-queue-contract.js";

const RUN = runId(1);
/** Nothing here takes time: all is done once the event loop has turned a few times. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};
const abortError = (): DOMException => new DOMException("stopped", "AbortError");

/** A run that ends as a test says. */
function fakeRun(run: string) {
  const ending = withResolvers<RunReport>();
  ending.promise.catch(() => undefined);
  const live = {
    id: run,
    report: ending.promise,
    proposal: null,
    cancel: (reason?: Error) => ending.reject(reason ?? abortError()),
    async *events() {
      await ending.promise.catch(() => undefined);
      yield* [];
    },
  };
  return { live: live as unknown as LiveRun, ...ending };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A run as it was written down; the cast: nothing else of it is asked. */
const stored = async (
  run: string,
  record = { status: null, cancelled: false } as object,
): Promise<StoredRun> => ({ run, record }) as StoredRun;

interface WorkingOptions {
  readonly find?: (run: string) => Promise<StoredRun>;
  readonly resume?: RunSessions["resume"];
  readonly queue?: MemoryRunQueue;
}

/** A worker over a queue in memory; `resume`: what begins to work on a run, by default a run of `fakeRun`. */
function working({ resume, queue = new MemoryRunQueue(), find = stored }: WorkingOptions = {}) {
  const began: ReturnType<typeof fakeRun>[] = [];
  const said = { trouble: [] as unknown[], ended: [] as RunEnd[], failed: [] as [string, FaultCode][] };
  const begin = async ({ run }: StoredRun): Promise<LiveRun> => {
    const one = fakeRun(run);
    began.push(one);
    return one.live;
  };
  const sessions: RunSessions = { resume: resume ?? begin, cancel: async () => true };
  const worker = new RunWorker({
    ...{ queue, sessions, most: 2, takes: true },
    find,
    clock: { sleep: () => new Promise(setImmediate) },
    fail: async (run, { code }) => void said.failed.push([run, code]),
    onEnded: (_, ended) => said.ended.push(ended),
    onTrouble: (error) => said.trouble.push(error),
  });
  return { queue, worker, began, said };
}

describe("a worker", () => {
  it("says once that the queue cannot be reached, and takes runs when it can be again", async () => {
    let failures = 3;
    class FailingQueue extends MemoryRunQueue {
      override async take(most: number, signal: AbortSignal) {
        if (failures-- > 0) throw new Fault("DATABASE_LOST", "gone", { retryable: true });
        return super.take(most, signal);
      }
    }
    const { queue, worker, began, said } = working({ queue: new FailingQueue() });
    await queue.put(RUN, "a");
    await settled();
    await settled();
    expect([began.map(({ live }) => live.id), said.trouble.length]).toEqual([[RUN], 1]);
    began[0]?.resolve({ run: RUN, status: "done" } as RunReport);
    await settled();
    expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
    await worker.drain("the end");
  });

  it("gives its runs back where it stops, and those that come meanwhile stay", async () => {
    const { queue, worker, said } = working();
    for (const n of [1, 2, 3]) await queue.put(runId(n), "a");
    await settled();
    await worker.drain("the worker is stopping");
    expect(said.ended.map(({ status }) => status)).toEqual(["givenBack", "givenBack"]);
    expect(await queue.counts()).toEqual({ queued: 3, running: 0 });
    expect(said.trouble).toEqual([]);
  });

  it("takes a run out that somebody ended, also while it stops", async () => {
    const { queue, worker, said } = working();
    await queue.put(RUN, "a");
    await settled();
    expect([await worker.stop(RUN), await worker.stop("none")]).toEqual([true, false]);
    await worker.drain("the worker is stopping");
    expect([said.ended.map(({ status }) => status), await queue.counts()]).toEqual([
      ["stopped"],
      { queued: 0, running: 0 },
    ]);
  });

  it.each<[FaultCode, boolean]>([
    ["INPUT_UNREADABLE", true],
    ["PLAN_INVALID", true],
    ["RUN_LOCKED", false],
    ["RUN_TAKEN_OVER", false],
    ["RUN_NOT_FOUND", false],
  ])("writes down that a run failed with %s: %s", async (code, isWritten) => {
    const { queue, worker, said } = working({ resume: () => Promise.reject(new Fault(code, "no")) });
    await queue.put(RUN, "a");
    await settled();
    expect(said.failed).toEqual(isWritten ? [[RUN, code]] : []);
    expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
    await worker.drain("the end");
  });

  it.each([
    { status: "done", cancelled: false },
    { status: null, cancelled: true },
  ])("begins nothing with a run that has ended: %o", async (record) => {
    const { queue, worker, began, said } = working({ find: (run) => stored(run, record) });
    const waiting = worker.started(RUN);
    await queue.put(RUN, "a");
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    await settled();
    expect([began, said.failed, await queue.counts()]).toEqual([[], [], { queued: 0, running: 0 }]);
    await worker.drain("the end");
  });

  it.each([
    new Fault("DATABASE_LOST", "gone", { retryable: true }),
    new Fault("DATABASE_BUSY", "no connection left", { retryable: true }),
    new Fault("DISK", "the database's disk is full", { retryable: true }),
    new Fault("RUN_TAKEN_OVER", "not renewed", {
      cause: new Fault("DISK", "the database's disk is full", { retryable: true }),
    }),
  ])("lets a run be taken again where the database kept it from being worked on: $code", async (why) => {
    let tries = 0;
    const resume: RunSessions["resume"] = async ({ run }) => {
      if (++tries < 3) throw why;
      const one = fakeRun(run);
      one.resolve({ run, status: "done" } as RunReport);
      return one.live;
    };
    const { queue, worker, said } = working({ resume });
    await queue.put(RUN, "a");
    for (let turn = 0; turn < 6; turn++) await settled();
    expect([tries, said.failed, await queue.counts()]).toEqual([3, [], { queued: 0, running: 0 }]);
    await worker.drain("the end");
  });

  it("works on runs that are its own with what they bring, and no other is taken where it takes none", async () => {
    const queue = new MemoryRunQueue();
    const own = fakeRun(RUN);
    const worker = new RunWorker({
      ...{ queue, most: 1, takes: false },
      sessions: { resume: () => Promise.reject(new Error("not these")), cancel: async () => true },
      find: stored,
      clock: { sleep: () => new Promise(setImmediate) },
      onTrouble: (error) => {
        throw error;
      },
    });
    await queue.put(runId(2), "a");
    const started = worker.started(RUN);
    worker.add(RUN, { resume: async () => own.live, cancel: async () => true });
    expect((await started).id).toBe(RUN);
    expect(await queue.counts()).toEqual({ queued: 1, running: 0 });
    own.resolve({ run: RUN, status: "done" } as RunReport);
    await settled();
    expect(worker.live(RUN)).toBeNull();
    await worker.drain("the end");
  });
});
