import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Controller } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRuntime, type Runtime, type RuntimeOptions } from "../create-runtime.js";
import type { NumberedEvent } from "../run/live-run.js";
import { toolRegistry } from "../testing/tool-registry.js";
import { openPostgresRunStorage } from "./postgres-run-storage.js";
import { findRun } from "./stored-run.js";

const server = await postgresServer();
const SUM = { id: 0, task: "summarization", args: { text: "One. Two. Three." }, dep: [-1] };
const MOOD = { id: 1, task: "text-classification", args: { text: "I love this harbour" }, dep: [-1] };
const planOf = (...tasks: object[]) => JSON.stringify({ tasks });

describe.skipIf(server.missing !== null)(
  `sessions that share PostgreSQL (${server.missing ?? server.name})`,
  () => {
    let database: TestDatabase;
    let home: string;
    /** Each process has its own connections. */
    const opened: PostgresDatabase[] = [];
    beforeAll(async () => {
      database = await server.create();
    });
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), "hugginggpt-shared-"));
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((db) => db.close()));
      rmSync(home, { recursive: true, force: true });
    });
    afterAll(() => database?.drop());

    async function process(more: Partial<RuntimeOptions> = {}) {
      const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
      opened.push(db);
      const storage = openPostgresRunStorage(db, home);
      const runtime = await createRuntime({
        registry: toolRegistry,
        outputs: join(home, "outputs"),
        storage,
        ...more,
      });
      return { db, storage, runtime };
    }

    /** A language model that answers when it is told to, and says when it is asked. */
    function slowModel() {
      let ask = (): void => undefined;
      const asked = new Promise<void>((resolve) => {
        ask = resolve;
      });
      let answer = (_: string): void => undefined;
      let calls = 0;
      const controller: Controller = {
        name: "slow",
        chat: (_, signal) =>
          new Promise((resolve, reject) => {
            calls++;
            signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
            answer = (text) => resolve({ text, promptTokens: 1, completionTokens: 1 });
            ask();
          }),
      };
      return { controller, asked, answer: (text: string) => answer(text), calls: () => calls };
    }

    it("give the events of a run that another works on, each once and in order, from wherever on", async () => {
      const [worker, other] = [await process(), await process()];
      const run = await worker.runtime.prepare({ request: "sum up", plan: planOf(SUM, MOOD) });
      const isAwaited = async () => worker.runtime.live(run) !== null || !isDone;
      let isDone = false;
      const follow = (after: number) => seen(other.runtime.events(run, { after, isAwaited }));
      const early = [0, 1, 5].map(follow);
      const live = await worker.runtime.resume(await findRun(worker.storage.runs, run));
      const here = seen(worker.runtime.events(run));
      const report = await live.report;
      isDone = true;
      expect(report.status).toBe("done");
      const recorded = (await other.storage.runs.entries(run)).map(({ event }, i) => [i + 1, event.type]);
      expect(recorded.at(-1)).toEqual([recorded.length, "run-ended"]);
      for (const [i, after] of [0, 1, 5].entries()) expect(await early[i]).toEqual(recorded.slice(after));
      expect(await here).toEqual(recorded);
      expect(await follow(7)).toEqual(recorded.slice(7));
      expect(await faultOf(follow0(other.runtime))).toMatchObject({ code: "RUN_NOT_FOUND" });
    });

    it("cancel a run that another works on, which writes it down, and only a resumption takes it up again", async () => {
      const model = slowModel();
      const [worker, other] = [await process({ controller: model.controller }), await process()];
      const live = worker.runtime.run("say hello in French");
      await model.asked;
      expect(await other.runtime.cancel(live.id)).toBe(true);
      await expect(live.report).rejects.toThrow("cancelled");
      expect((await findRun(other.storage.runs, live.id)).record).toMatchObject({
        cancelled: true,
        status: null,
      });
      expect(await other.runtime.cancel(live.id)).toBe(false);
      expect(await other.storage.runs.shared?.latest(9, "french")).toMatchObject([{ status: "cancelled" }]);
      const again = await other.runtime.resume(await findRun(other.storage.runs, live.id));
      await again.report.catch(() => undefined);
      expect((await findRun(other.storage.runs, live.id)).record.cancelled).toBe(false);
    });

    it("see a proposal and answer it wherever the run waits: a change, and then yes", async () => {
      const [worker, other] = [await process(), await process()];
      const live = worker.runtime.run({ request: "sum up", plan: planOf(SUM), asks: true });
      const proposed = proposals(other.runtime, live.id);
      const first = (await proposed.next()).value;
      expect(first?.plan).toHaveLength(1);
      expect(await other.runtime.proposal(live.id)).toEqual(live.proposal);
      expect(await other.runtime.answer(live.id, { plan: planOf(SUM, MOOD) })).toBe(true);
      const second = (await proposed.next()).value;
      expect(second?.plan).toHaveLength(2);
      expect(await other.runtime.answer(live.id, true)).toBe(true);
      expect(await live.report).toMatchObject({ status: "done", tasks: [{}, {}] });
      expect((await proposed.next()).done).toBe(true);
      expect(await other.runtime.answer(live.id, true)).toBe(false);
      expect(await other.runtime.proposal(live.id)).toBeNull();
    });

    it("end the work of a process whose run another has taken over: no event, no answer, no further call", async () => {
      const model = slowModel();
      const [stalled, owner] = [await process({ controller: model.controller }), await process()];
      const live = stalled.runtime.run({ request: "Summarize: One. Two. Three.", asks: false });
      const told: string[] = [];
      void seen(live.events()).then((all) => told.push(...all.map(([, type]) => type)));
      await model.asked;
      // As where it was stopped for longer than its claim lasts.
      await owner.db.query(
        "UPDATE hugginggpt.runs SET lease_until = clock_timestamp() - interval '1 second'",
      );
      const again = await owner.runtime.resume(await findRun(owner.storage.runs, live.id));
      const ended = again.report;
      const followed = seen(stalled.runtime.events(live.id));
      expect((await ended).status).toBe("done");
      // It wakes: what its model says now is too late, and no plan, so that it would be asked again.
      model.answer("no plan");
      expect(await faultOf(live.report)).toMatchObject({ code: "RUN_TAKEN_OVER" });
      expect(model.calls()).toBe(1);
      const entries = await owner.storage.runs.entries(live.id);
      const types = entries.map(({ event }) => event.type);
      expect(types.filter((type) => type === "run-ended")).toHaveLength(1);
      expect(types.filter((type) => type === "controller-called")).toHaveLength(1);
      expect((await followed).map(([, type]) => type)).toEqual(types);
      expect(told.every((type, i) => type === types[i])).toBe(true);
    });
  },
);

async function seen(events: AsyncIterable<NumberedEvent>): Promise<[number, string][]> {
  const all: [number, string][] = [];
  for await (const { seq, event } of events) if (seq !== null) all.push([seq, event.type]);
  return all;
}

const follow0 = (runtime: Runtime) => seen(runtime.events("20260101-000000000-0"));

async function* proposals(runtime: Runtime, run: string) {
  while ((await runtime.proposal(run)) === null) await new Promise(setImmediate);
  for await (const { event } of runtime.events(run))
    if (event.type === "approval-wanted") yield event.proposal;
}
