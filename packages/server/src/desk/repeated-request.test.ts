import {
  type LiveRun,
  MemoryRunQueue,
  OwnRepeats,
  type RecordedRun,
  type Runtime,
  type RunWorker,
} from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { handClock } from "../testing/hand-clock.js";
import { RunDesk } from "./run-desk.js";

const CALLER = "someone";
const KEY = { name: "key/k", print: "p", joinsEnded: true };
/** Recognised by what was sent. */
const SENT = { name: "sent/p", print: "p", joinsEnded: false };
const lost = (): Fault => new Fault("DATABASE_LOST", "gone", { retryable: true });

/** What a server does for a request that begins a run, in order. */
const STEPS = ["find", "counts", "note", "prepare", "put"] as const;
type Step = (typeof STEPS)[number];

/** What comes in the way of a server at a step. */
type Trouble = (step: Step, work: () => Promise<unknown>) => Promise<unknown>;

/** Servers over one database, each with what comes in its way. */
function servers() {
  const queue = new MemoryRunQueue();
  const repeats = new OwnRepeats(handClock());
  const records = new Map<string, RecordedRun>();
  const end = async (run: string, how: Partial<RecordedRun> = { status: "done" }): Promise<void> => {
    records.set(run, { status: null, cancelled: false, ...how } as RecordedRun);
    for (const job of await queue.take(1, new AbortController().signal)) await job.done();
  };
  const server = (trouble: Trouble = (_, work) => work()): RunDesk => {
    // The cast: it gives back what the work gave.
    const step = <T>(name: Step, work: () => Promise<T>) => trouble(name, work) as Promise<T>;
    const runtime = {
      prepare: ({ run = "" }: { run?: string }) =>
        step("prepare", async () => {
          if (!records.has(run)) records.set(run, { status: null, cancelled: false } as RecordedRun);
          return run;
        }),
    };
    return new RunDesk({
      runtime: runtime as unknown as Runtime,
      queue: {
        counts: (caller) => step("counts", () => queue.counts(caller)),
        put: (run, caller) => step("put", () => queue.put(run, caller)),
        states: (runs) => queue.states(runs),
      } as MemoryRunQueue,
      repeats: {
        find: (name) => step("find", () => repeats.find(name)),
        note: (repeat, before) => step("note", () => repeats.note(repeat, before)),
      },
      worker: { live: () => null, giveUp: () => undefined } as unknown as RunWorker,
      record: async (run) => records.get(run) ?? null,
      isShared: true,
      follow: async (run) => ({ id: run, report: new Promise(() => undefined) }) as unknown as LiveRun,
      ...{ clock: handClock(), limits: { waiting: 9 } },
    });
  };
  return { server, queue, records, end };
}

const take = (desk: RunDesk, key = KEY) => desk.accept({ request: "x" }, CALLER, { key });

/** Breaks a step before it is done, or after: then nobody hears that it was. */
const breaksAt =
  (where: Step, isDone: boolean): Trouble =>
  async (step, work) => {
    if (step !== where) return work();
    if (isDone) await work();
    throw lost();
  };

/** Stops a server before a step, or after it, until it is let go on. */
function stopsAt(where: Step, isDone: boolean) {
  let proceed = (): void => undefined;
  const going = new Promise<void>((resolve) => {
    proceed = resolve;
  });
  const trouble: Trouble = async (step, work) => {
    if (step !== where) return work();
    const done = isDone ? await work() : null;
    await going;
    return isDone ? done : work();
  };
  return { trouble, proceed };
}

const places = STEPS.flatMap((step) => [false, true].map((isDone) => ({ step, isDone })));
const isNoted = (step: Step, isDone: boolean): boolean =>
  STEPS.indexOf(step) + (isDone ? 1 : 0) > STEPS.indexOf("note");

describe("a request that is sent again to another server", () => {
  it.each(places)(
    "begins one run, which is in the queue, where the first one broke at $step (done: $isDone)",
    async ({ step, isDone }) => {
      for (const key of [KEY, SENT]) {
        const { server, queue, records } = servers();
        await expect(take(server(breaksAt(step, isDone)), key)).rejects.toMatchObject({
          code: "DATABASE_LOST",
        });
        const { run } = await take(server(), key);
        expect(await take(server(), key)).toEqual({ run, joined: true });
        expect([await queue.counts(), [...records.keys()]]).toEqual([{ queued: 1, running: 0 }, [run]]);
      }
    },
  );

  it.each(places.filter(({ step, isDone }) => isNoted(step, isDone)))(
    "has one run where the first one stood still at $step (done: $isDone) until the run had ended",
    async ({ step, isDone }) => {
      const { server, records, end } = servers();
      const { trouble, proceed } = stopsAt(step, isDone);
      const first = take(server(trouble));
      await new Promise(setImmediate);
      const { run } = await take(server());
      await end(run);
      proceed();
      expect((await first).run).toBe(run);
      expect([...records.keys()]).toEqual([run]);
    },
  );

  it("counts for one run where it comes to several at the same moment", async () => {
    const { server, queue, records } = servers();
    const taken = await Promise.all([server(), server(), server()].map((desk) => take(desk)));
    expect(new Set(taken.map(({ run }) => run)).size).toBe(1);
    expect(records.size).toBe(1);
    expect(await queue.counts()).toEqual({ queued: 1, running: 0 });
  });

  it("is refused where its key stands for another request, also when both came at the same moment", async () => {
    const { server, records } = servers();
    const other = { ...KEY, print: "another" };
    const taken = await Promise.allSettled([take(server()), take(server(), other)]);
    expect(taken.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(taken[1]).toMatchObject({ reason: { status: 409, code: "CONFLICT" } });
    await expect(take(server(), other)).rejects.toMatchObject({ status: 409, code: "CONFLICT" });
    expect(records.size).toBe(1);
  });

  it.each([{ status: "done" as const }, { status: "failed" as const }, { cancelled: true }])(
    "joins a run that has ended only where it has a key: %o",
    async (how) => {
      const { server, end } = servers();
      const [keyed, sent] = [await take(server()), await take(server(), SENT)];
      await end(keyed.run, how);
      await end(sent.run, how);
      expect(await take(server())).toEqual({ run: keyed.run, joined: true });
      const again = await take(server(), SENT);
      expect([again.joined, again.run === sent.run]).toEqual([false, false]);
    },
  );
});
