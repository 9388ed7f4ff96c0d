import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PgBossRunQueue } from "./pg-boss-run-queue.js";
import type { Losses } from "./run-queue.js";
import { runId, runQueueContract } from "./testing/run-queue-contract.js";

const server = await postgresServer();
const never = new AbortController().signal;
const OPTIONS = { applicationName: "tests" };

describe.skipIf(server.missing !== null)(
  `a queue that processes share (${server.missing ?? server.name})`,
  () => {
    let place: TestDatabase;
    let database: PostgresDatabase;
    const open = () => PgBossRunQueue.open(database);
    /** Makes what was taken look as if that was so many seconds ago. */
    const age = (seconds: number) =>
      database.query("UPDATE hugginggpt_queue.job SET started_on = now() - make_interval(secs => $1)", [
        seconds,
      ]);
    const record = (run: string, status: string | null, leaseSeconds: number | null) =>
      database.query(
        `INSERT INTO hugginggpt.runs (run, status, lease_until, claim_token)
       VALUES ($1, $2, now() + make_interval(secs => $3), nextval('hugginggpt.claim_tokens'))
       ON CONFLICT (run) DO UPDATE SET status = EXCLUDED.status, lease_until = EXCLUDED.lease_until,
         claim_token = EXCLUDED.claim_token`,
        [run, status, leaseSeconds],
      );

    beforeAll(async () => {
      place = await server.create();
      database = await PostgresDatabase.open(place.url, OPTIONS);
      // Several that are opened at once make its tables once.
      await Promise.all((await Promise.all([open(), open(), open()])).map((queue) => queue.close()));
    });
    afterAll(async () => {
      await database?.close();
      await place?.drop();
    });
    beforeEach(async () => {
      await database.query("TRUNCATE hugginggpt_queue.job, hugginggpt.runs");
    });

    runQueueContract(open);

    it("tells one process what another puts in and gives back", async () => {
      const other = await PostgresDatabase.open(place.url, OPTIONS);
      const [here, there] = [await open(), await PgBossRunQueue.open(other)];
      const waiting = there.take(1, never);
      await here.put(runId(1), "a");
      const [job] = await waiting;
      const next = here.take(1, never);
      await job?.giveBack();
      expect((await next).map(({ run }) => run)).toEqual([runId(1)]);
      await Promise.all([here.close(), there.close()]);
      await other.close();
    });

    it("keeps a run in it whose record has not come to its end", async () => {
      const queue = await open();
      await record(runId(1), null, null);
      await queue.put(runId(1), "a");
      const [job] = await queue.take(1, never);
      await job?.done();
      expect(await queue.counts()).toEqual({ queued: 0, running: 1 });
      await record(runId(1), "done", null);
      await job?.done();
      expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
      await queue.close();
    });

    it("puts those runs in again that were taken a while ago and that nobody has claimed, as judged", async () => {
      const queue = await open();
      for (const n of [1, 2, 3]) await queue.put(runId(n), "a");
      await queue.take(3, never);
      await record(runId(1), null, 60);
      await record(runId(2), null, -1);
      const asked: [string, Losses, boolean][] = [];
      const judge = async (run: string, losses: Losses, died: boolean) => {
        asked.push([run, losses, died]);
        return run === runId(2) ? { count: losses.count + 1, progress: 7 } : null;
      };
      await queue.recover(judge);
      expect(asked).toEqual([]);
      await age(60);
      await Promise.all([queue.recover(judge), queue.recover(judge)]);
      const none = { count: 0, progress: 0 };
      expect(asked.sort()).toEqual([
        [runId(2), none, true],
        [runId(3), none, false],
      ]);
      expect(Object.fromEntries(await queue.states([1, 2, 3].map(runId)))).toEqual({
        [runId(1)]: "running",
        [runId(2)]: "queued",
      });
      await queue.take(1, never);
      await age(60);
      await queue.recover(judge);
      const known = { count: 1, progress: 7 };
      expect(asked.at(-1)).toEqual([runId(2), known, false]);
      await record(runId(2), null, -1);
      await queue.take(1, never);
      await age(60);
      await queue.recover(judge);
      expect(asked.at(-1)?.[2]).toBe(true);
      await queue.close();
    });

    it("passes over a job that is none of ours, and takes it out", async () => {
      const queue = await open();
      await database.query(
        `INSERT INTO hugginggpt_queue.job (name, data) VALUES ('runs', '{"run": 7}'), ('runs', 'null'), ('runs', '"x"')`,
      );
      await queue.put(runId(1), "a");
      const taken = await queue.take(9, never);
      expect(taken.map(({ run }) => run)).toEqual([runId(1)]);
      await taken[0]?.done();
      await age(60);
      await queue.recover(async () => null);
      expect(await queue.counts()).toEqual({ queued: 0, running: 0 });
      await queue.close();
    });

    it("says that it cannot be reached, and goes on when it can again", async () => {
      const queue = await open();
      const cut =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      await database.query(cut);
      await queue.put(runId(1), "a").catch(() => queue.put(runId(1), "a"));
      expect((await queue.take(1, never)).map(({ run }) => run)).toEqual([runId(1)]);
      await queue.close();
    });

    it("refuses the tables of another version of pg-boss", async () => {
      await database.query("UPDATE hugginggpt_queue.version SET version = version + 1");
      expect(await faultOf(open())).toMatchObject({
        code: "DATABASE_UNUSABLE",
        came: expect.stringContaining("25"),
      });
      await database.query("UPDATE hugginggpt_queue.version SET version = version - 1");
    });
  },
);
