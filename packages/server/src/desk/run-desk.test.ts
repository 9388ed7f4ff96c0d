import {
  type LiveEvent,
  type LiveRun,
  MemoryRunQueue,
  OwnRepeats,
  type RecordedRun,
  type RunReport,
  type Runtime,
  RunWorker,
  type StoredRun,
} from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handClock } from "../testing/hand-clock.js";
import { RunDesk } from "./run-desk.js";

const CALLER = "someone";
const PROPOSAL = {} as NonNullable<LiveRun["proposal"]>;
/** The cast: nothing else of it is asked. */
const OPEN = { status: null, cancelled: false } as RecordedRun;
const KEY = { name: "k", print: "p", joinsEnded: true };

/** A run that a test ends, or lets wait for its approval. */
class FakeRun {
  readonly id: string;
  proposal: LiveRun["proposal"] = null;
  readonly report: Promise<RunReport>;
  end: () => void = () => undefined;
  cancel: (reason?: Error) => void = () => undefined;
  #propose: (event: LiveEvent) => void = () => undefined;
  readonly #proposed = new Promise<LiveEvent>((resolve) => {
    this.#propose = resolve;
  });

  constructor(id: string) {
    this.id = id;
    this.report = new Promise((resolve, reject) => {
      this.end = () => resolve({ run: id } as RunReport);
      this.cancel = (reason) => reject(reason ?? new DOMException("cancelled", "AbortError"));
    });
    this.report.catch(() => undefined);
  }

  waitForApproval(): void {
    this.proposal = PROPOSAL;
    this.#propose({ type: "approval-wanted", proposal: PROPOSAL });
  }

  async *events() {
    const ended = this.report.then(
      () => null,
      () => null,
    );
    const event = await Promise.race([this.#proposed, ended]);
    if (event) yield { seq: null, at: 0, event };
    await ended;
  }
}

/** Nothing here takes time: all is done once the event loop has turned. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the desk of runs", () => {
  function deskFor(limits = { runs: 2, waiting: 3 }, marked = new Set<string>()) {
    const live = new Map<string, FakeRun>();
    const trouble: unknown[] = [];
    const written = new Set<string>();
    const runtime = {
      prepare: async ({ run = "" }: { run?: string }) => {
        written.add(run);
        return run;
      },
      resume: async ({ run }: StoredRun) => {
        const one = new FakeRun(run);
        live.set(run, one);
        return one as unknown as LiveRun;
      },
      cancel: async () => true,
    };
    const clock = handClock();
    const queue = new MemoryRunQueue({
      add: async (run) => void marked.add(run),
      remove: async (run) => void marked.delete(run),
      all: async () => [...marked].sort(),
    });
    const worker = new RunWorker({
      ...{ queue, sessions: runtime as unknown as Runtime, clock, most: limits.runs, takes: true },
      find: async (run) => ({ run, record: OPEN }) as StoredRun,
      onTrouble: (error) => trouble.push(error),
    });
    const repeats = new OwnRepeats(clock);
    const parts = { runtime: runtime as unknown as Runtime, queue, worker, repeats, clock, limits };
    const record = async (run: string) => (written.has(run) ? OPEN : null);
    const desk = new RunDesk({
      ...parts,
      isShared: false,
      follow: () => Promise.reject(new Error("nobody")),
      record,
    });
    const take = async () => (await desk.accept({ request: "x" }, CALLER)).run;
    return { desk, queue, live, trouble, runtime, take, marked };
  }

  it("works on so many at a time and lets the others wait in the order in which they came, whichever ends first", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), async (picks) => {
        const { desk, queue, live, take, marked } = deskFor({ runs: 2, waiting: 5 });
        const taken: string[] = [];
        for (let n = 0; n < 5; n++) taken.push(await take());
        await settled();
        for (const [ended, pick] of picks.entries()) {
          expect([...live.keys()]).toEqual(taken.slice(0, Math.min(5, ended + 2)));
          const states = await desk.statesOf(taken);
          const working = [...live.values()].filter(({ id }) => states.get(id) === "running");
          expect(working.length).toBe(Math.min(2, 5 - ended));
          working[pick % working.length]?.end();
          await settled();
        }
        expect([await queue.counts(), [...marked]]).toEqual([{ queued: 0, running: 0 }, []]);
      }),
      { seed: 20261130, numRuns: 8 },
    );
  });

  it("gives the place of a run that waits for its approval to the next", async () => {
    const { desk, live, take } = deskFor({ runs: 1, waiting: 3 });
    const [first, second] = [await take(), await take()];
    await settled();
    expect(await desk.stateOf(second)).toBe("queued");
    live.get(first)?.waitForApproval();
    await settled();
    expect(await desk.stateOf(second)).toBe("running");
  });

  it("takes a run that is stopped out of the queue, and never begins it", async () => {
    const { desk, queue, live, take, marked } = deskFor({ runs: 1, waiting: 3 });
    const [first, second] = [await take(), await take()];
    expect([await desk.stop(second), await desk.stop(second), await desk.stop("none")]).toEqual([
      ...[true, false, false],
    ]);
    live.get(first)?.end();
    await settled();
    expect([[...live.keys()], [...marked], (await queue.counts()).queued]).toEqual([[first], [], 0]);
  });

  it("refuses what one caller has waiting above the limit, and not another's", async () => {
    const { desk, take } = deskFor({ runs: 1, waiting: 2 });
    await take();
    await settled();
    await take();
    await take();
    await expect(take()).rejects.toMatchObject({ status: 429, code: "TOO_MANY" });
    expect((await desk.accept({ request: "x" }, "another")).joined).toBe(false);
  });

  it("leaves nothing of a run that cannot be written down, and takes the same request again", async () => {
    const { desk, queue, runtime, trouble, marked } = deskFor();
    const written = runtime.prepare;
    runtime.prepare = () => Promise.reject(new Fault("DISK", "No room"));
    await expect(desk.accept({ request: "x" }, CALLER, { key: KEY })).rejects.toMatchObject({ code: "DISK" });
    expect([await queue.counts(), [...marked]]).toEqual([{ queued: 0, running: 0 }, []]);
    runtime.prepare = written;
    const { run } = await desk.accept({ request: "x" }, CALLER, { key: KEY });
    expect([await desk.stateOf(run), [...marked], trouble]).toEqual(["running", [run], []]);
  });

  it("writes down that a cancelled run goes on before it is put in: whoever takes it up begins nothing else", async () => {
    const { desk, runtime, live } = deskFor();
    const done: string[] = [];
    Object.assign(runtime, {
      reopen: async (run: string) => void done.push(`${run} ${await desk.stateOf(run)}`),
    });
    const stored = (run: string, cancelled: boolean) =>
      ({ run, record: { ...OPEN, cancelled } }) as StoredRun;
    await desk.resume(stored("one", true), CALLER);
    await desk.resume(stored("two", false), CALLER);
    await settled();
    expect([done, [...live.keys()]]).toEqual([["one null"], ["one", "two"]]);
  });

  it("frees the place of a run that cannot be worked on, and says why", async () => {
    const { desk, queue, runtime, take, trouble } = deskFor({ runs: 1, waiting: 3 });
    const works = runtime.resume;
    runtime.resume = () => Promise.reject(new Fault("INPUT_UNREADABLE", "The record is damaged"));
    const damaged = await take();
    await settled();
    await expect(desk.report(damaged)).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
    expect([String(trouble), (await queue.counts()).running]).toEqual([expect.stringContaining(damaged), 0]);
    runtime.resume = works;
    const next = await take();
    await settled();
    expect(await desk.stateOf(next)).toBe("running");
  });

  it("keeps the marks of all runs where the server stops, and the next one goes on with them in their order", async () => {
    const { desk, take, marked } = deskFor({ runs: 1, waiting: 3 });
    const taken = [await take(), await take(), await take()];
    await settled();
    await desk.drain();
    await expect(take()).rejects.toMatchObject({ status: 503, code: "DRAINING" });
    expect([[...marked].sort(), desk.isOpen]).toEqual([[...taken].sort(), false]);
    const next = deskFor({ runs: 3, waiting: 3 }, marked);
    await next.queue.restore();
    await settled();
    expect([...next.live.keys()]).toEqual([...taken].sort());
  });
});
