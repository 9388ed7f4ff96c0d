import {
  Fault,
  isFault,
  type JournalEntry,
  type RunCommand,
  type RunNews,
  type RunStore,
} from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import {
  faultOf,
  pgliteServer,
  postgresServer,
  type TestDatabase,
  type TestServer,
} from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { StepClock } from "../../testing/execution-bench.js";
import { beginning, entriesOf, succeeded, taskEvents } from "../../testing/journal-entries.js";
import { runStoreContract, warningEntry } from "../../testing/run-store-contract.js";
import { summaryOf, tallied } from "../run-tally.js";
import { PostgresRunStore, type PostgresRunStoreOptions } from "./postgres-run-store.js";

const SERVERS: readonly TestServer[] = [await postgresServer(), pgliteServer()];
/** PGlite tells what is notified to whoever asks something next: followers look by themselves, soon. */
const SOON = {
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms > 3_000 ? ms : Math.min(ms, 50));
      signal?.addEventListener("abort", () => resolve(clearTimeout(timer)));
    }),
};

for (const server of SERVERS)
  describe.skipIf(server.missing !== null)(`PostgresRunStore on ${server.missing ?? server.name}`, () => {
    let database: TestDatabase;
    let db: PostgresDatabase;
    const clock = server.poolSize === 1 ? { clock: SOON } : {};
    const make = (options: PostgresRunStoreOptions = {}, over = db) =>
      new PostgresRunStore(over, { ...clock, ...options });
    beforeAll(async () => {
      database = await server.create();
      db = await PostgresDatabase.open(database.url, { applicationName: "tests", poolSize: server.poolSize });
    });
    beforeEach(() =>
      db.query(
        "TRUNCATE hugginggpt.runs, hugginggpt.run_events, hugginggpt.run_artifacts, hugginggpt.run_wishes",
      ),
    );
    afterEach(() => void vi.useRealTimers());
    afterAll(async () => {
      await db?.close();
      await database?.drop();
    });

    /** PGlite has one connection and this machine's clock: what takes several, or time, is tried on a server. */
    const onServer = it.skipIf(server.poolSize === 1);
    /** Ends the leases of all runs, as time would. */
    const lapse = () =>
      db.query("UPDATE hugginggpt.runs SET lease_until = clock_timestamp() - interval '1 second'");
    const lines = async (run = "r1") =>
      (await make().entries(run)).map(({ event }) => (event.type === "warning" ? event.message : event.type));

    runStoreContract((secrets = []) => make({ secrets }));

    it("refuses whatever a worker writes whose claim somebody else has taken, and ends its work", async () => {
      const stalled = await make().claim("r1");
      await stalled.append([warningEntry("mine")]);
      await lapse();
      const owner = await make().claim("r1");
      const late = stalled.append([warningEntry("late")]);
      expect(await faultOf(late)).toMatchObject({ code: "RUN_TAKEN_OVER" });
      expect(isFault(stalled.lost.reason, "RUN_TAKEN_OVER")).toBe(true);
      expect(await faultOf(stalled.append([warningEntry("later")]))).toMatchObject({
        code: "RUN_TAKEN_OVER",
      });
      expect(await faultOf(stalled.sync())).toMatchObject({ code: "RUN_TAKEN_OVER" });
      stalled.propose?.({ plan: [] });
      expect(await faultOf(stalled.giveBack())).toMatchObject({ code: "RUN_TAKEN_OVER" });
      expect(await make().isClaimed("r1")).toBe(true);
      await owner.append([warningEntry("the new owner's")]);
      await owner.giveBack();
      expect(await lines()).toEqual(["mine", "the new owner's"]);
    });

    it("lets a claim that lapsed go on where nobody has taken it, with a token that only grows", async () => {
      const claim = await make().claim("r1");
      await lapse();
      expect(await make().isClaimed("r1")).toBe(false);
      await claim.append([warningEntry("still mine")]);
      expect(await make().isClaimed("r1")).toBe(true);
      await claim.giveBack();
      const tokens: number[] = [];
      for (let i = 0; i < 3; i++) {
        await make().claim("r1");
        const [row] = await db.query<{ claim_token: number }>("SELECT claim_token FROM hugginggpt.runs");
        tokens.push(row?.claim_token ?? 0);
        await lapse();
      }
      expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
      // Neither a run that was forgotten and is there again.
      const before = await make().claim("r1");
      await lapse();
      await make().remove("r1");
      await (await make().claim("r1")).giveBack();
      expect(await faultOf(before.append([warningEntry("late")]))).toMatchObject({ code: "RUN_TAKEN_OVER" });
    });

    onServer("renews claims before they lapse, and hears at the next renewal that one is lost", async () => {
      const step = new StepClock();
      const store = make({ clock: step, ticks: () => step.now(), leaseMs: 40_000 });
      const [kept, lost] = [await store.claim("kept"), await store.claim("lost")];
      const isGone = new Promise((resolve) => lost.lost.addEventListener("abort", resolve));
      await lapse();
      const owner = await make().claim("lost");
      step.pass(10_000);
      await isGone;
      expect(kept.lost.aborted).toBe(false);
      expect(await make().isClaimed("kept")).toBe(true);
      await Promise.all([kept.giveBack(), owner.giveBack()]);
    });

    onServer(
      "asks the database before it lets anything happen under a claim that may have lapsed",
      async () => {
        const step = new StepClock();
        const store = make({ clock: step, ticks: () => step.now(), leaseMs: 40_000 });
        const [held, taken] = [await store.claim("held"), await store.claim("taken")];
        await lapse();
        const owner = await make().claim("taken");
        // As after SIGSTOP: no timer has run meanwhile.
        vi.spyOn(step, "now").mockReturnValue(100_000);
        await held.sync();
        expect(held.lost.aborted).toBe(false);
        expect(await faultOf(taken.sync())).toMatchObject({ code: "RUN_TAKEN_OVER" });
        expect(taken.lost.aborted).toBe(true);
        await Promise.all([held.giveBack(), owner.giveBack()]);
      },
    );

    onServer.each([-600_000, 600_000])("does not mind a machine's clock that is %i ms off", async (off) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + off });
      const claim = await make().claim("r1");
      expect(await faultOf(make().claim("r1"))).toMatchObject({ code: "RUN_LOCKED" });
      vi.setSystemTime(Date.now() - 3 * off);
      expect(await faultOf(make().claim("r1"))).toMatchObject({ code: "RUN_LOCKED" });
      await claim.append([warningEntry("on")]);
      await claim.giveBack();
      expect(await make().isClaimed("r1")).toBe(false);
    });

    onServer(
      "writes each entry once and in order, wherever the connection is lost or the database full or busy",
      async () => {
        const lost = fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 12 });
        let n = 0;
        await fc.assert(
          fc.asyncProperty(lost, async (fates) => {
            const run = `r${n++}`;
            const store = make({ clock: shortly(() => undefined) }, losing(db, fates));
            const entries = Array.from({ length: 6 }, (_, i) => warningEntry(`${run} ${i}`));
            await store.begin(run, entries.slice(0, 2));
            const claim = await store.claim(run);
            for (const entry of entries.slice(2, 5)) void claim.append([entry]);
            await claim.sync();
            await claim.append(entries.slice(5));
            await claim.giveBack();
            expect(await make().entries(run)).toEqual(entries);
            expect(await make().isClaimed(run)).toBe(false);
          }),
          { numRuns: 15 },
        );
      },
    );

    onServer("never has two of those who race from several connections", async () => {
      const others = await Promise.all(
        [1, 2].map(() => PostgresDatabase.open(database.url, { applicationName: "racer" })),
      );
      const stores = [make(), ...others.map((other) => make({}, other))];
      for (let race = 0; race < 50; race++) {
        const tries = await Promise.allSettled(stores.map((store) => store.claim(`race${race}`)));
        const won = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
        expect(won).toHaveLength(1);
        await won[0]?.giveBack();
      }
      await Promise.all(others.map((other) => other.close()));
    });

    onServer("misses nothing where the connection breaks that hears the news", async () => {
      const claim = await make().claim("r1");
      const entries = Array.from({ length: 6 }, (_, i) => warningEntry(`${i}`));
      const followed = make().follow("r1");
      const found: RunNews[] = [];
      for (const [i, entry] of entries.entries()) {
        if (i === 2)
          await db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
        await claim.append([entry]);
        const { value } = await followed.next();
        if (value) found.push(value);
      }
      await claim.giveBack();
      found.push(...(await all(followed)));
      expect(found).toEqual(entries.map((entry) => ({ entry })));
    });

    onServer("gives up a run where the database stays away until the claim is over", async () => {
      const step = new StepClock();
      let isAway = false;
      const away = over(db, async (sql, values) => {
        if (isAway) throw LOST();
        return db.query(sql, values);
      });
      const store = make({ clock: shortly(() => step.pass(5_000)), ticks: () => step.now() }, away);
      const claim = await store.claim("r1");
      isAway = true;
      const late = await faultOf(claim.append([warningEntry("never")]));
      expect(late).toMatchObject({ code: "RUN_TAKEN_OVER" });
      expect(claim.lost.aborted).toBe(true);
      expect(await faultOf(store.entries("r1"))).toMatchObject({ code: "DATABASE_LOST" });
      expect(await lines()).toEqual([]);
    });

    onServer("tells now and then that the database has no room, and writes once there is some", async () => {
      const step = new StepClock();
      let left = 120;
      const full = over(db, (sql, values) => (left-- > 0 ? Promise.reject(FULL()) : db.query(sql, values)));
      const told: string[] = [];
      const onFull = ({ code }: Fault) => void told.push(code);
      const waiting = shortly(() => step.pass(1_000));
      const store = make({ clock: waiting, ticks: () => step.now(), onFull, leaseMs: 1_000_000 }, full);
      await store.begin("r1", [warningEntry("one")]);
      expect([told, await lines()]).toEqual([["DISK", "DISK"], ["one"]]);
    });

    onServer("leaves out a foreign entry, and says where one is damaged", async () => {
      await make().begin("r1", [warningEntry("one")]);
      const put = (seq: number, entry: string) =>
        db.query("INSERT INTO hugginggpt.run_events (run, seq, entry) VALUES ('r1', $1, $2)", [seq, entry]);
      await put(2, "somebody's");
      await put(3, JSON.stringify(warningEntry("three")));
      expect(await lines()).toEqual(["one", "three"]);
      expect(await all(make().follow("r1"))).toHaveLength(2);
      await put(4, '{"at":1,"event":{"type":"warning"}}');
      expect(await faultOf(make().entries("r1"))).toMatchObject({ code: "INPUT_UNREADABLE" });
      expect(await faultOf(all(make().follow("r1")))).toMatchObject({ code: "INPUT_UNREADABLE" });
    });

    it("lists the latest runs as their entries tell of them, by one statement", async () => {
      for (const run of ["20260101-a", "20260102-b"])
        await make().begin(run, entriesOf([...beginning(run), ...taskEvents(0, "a/one", "zero")]));
      const claim = await make().claim("20260102-b");
      const more: JournalEntry[] = entriesOf([
        ...taskEvents(1, "a/one", "one"),
        { type: "run-ended", status: "done", seconds: 1 },
      ]).map((entry) => ({ ...entry, at: entry.at + 5_000 }));
      for (const entry of more) await claim.append([entry]);
      await make().claim("20260103-empty");
      const expected = async (run: string) => {
        const tally = tallied(null, await make().entries(run));
        return tally && summaryOf(tally, await make().isClaimed(run));
      };
      const query = vi.fn<Query>((sql, values) => db.query(sql, values));
      const listed = await make({}, over(db, query)).shared.latest(5, "");
      expect(query).toHaveBeenCalledTimes(1);
      expect(listed).toEqual([await expected("20260102-b"), await expected("20260101-a")]);
      expect(listed[0]).toMatchObject({ status: "done", tasks: { succeeded: 2 } });
      expect(await make().shared.latest(1, "")).toHaveLength(1);
      expect(await make().shared.latest(5, "DO I")).toHaveLength(2);
      expect(await make().shared.latest(5, "%")).toEqual([]);
      await claim.giveBack();
    });

    onServer("notes the files of tasks with the entry that names them", async () => {
      const artifact = {
        name: "0-x.png",
        mediaType: "image/png",
        bytes: 2 ** 33,
        sha256: "a".repeat(64),
        taskId: 0,
        model: "m",
      };
      const outcome = succeeded("m", "t", [artifact]);
      const claim = await make().claim("r1");
      for (let i = 0; i < 2; i++)
        await claim.append([{ at: 1, event: { type: "task-ended", task: 0, outcome } }]);
      await claim.giveBack();
      expect(await db.query("SELECT name, bytes, task, place FROM hugginggpt.run_artifacts")).toEqual([
        { name: "0-x.png", bytes: 2 ** 33, task: 0, place: null },
      ]);
      await make().remove("r1");
      expect(await db.query("SELECT * FROM hugginggpt.run_artifacts")).toEqual([]);
    });

    onServer("delivers commands to the process that works on a run, including undelivered ones", async () => {
      const { shared } = make();
      expect(await shared.sendCommand("r1", { type: "cancel" })).toBe(false);
      const first = await make().claim("r1");
      expect(await shared.sendCommand("r1", { type: "answer", said: true })).toBe(false);
      expect(await shared.sendCommand("r1", { type: "cancel" })).toBe(true);
      await lapse();
      const heard = await commandsOf(make(), 1);
      expect(heard.commands).toEqual([{ type: "cancel" }]);
      await shared.sendCommand("r1", { type: "cancel" });
      await heard.claim.giveBack();
      await first.giveBack().catch(() => undefined);
      // The next holder does not get the commands for this one.
      expect(await db.query("SELECT * FROM hugginggpt.run_wishes")).toEqual([]);
    });

    onServer("shows a proposal to everybody, and takes one answer to it", async () => {
      const claim = await make().claim("r1");
      const news = make().follow("r1");
      const proposal = { plan: [], words: "a\u0000b\ud800" };
      claim.propose?.(proposal);
      expect((await news.next()).value).toEqual({ proposal });
      const { shared } = make();
      expect(await shared.proposal("r1")).toEqual(proposal);
      const answers = [1, 2, 3].map((task) => shared.sendCommand("r1", { type: "answer", said: { task } }));
      expect((await Promise.all(answers)).filter(Boolean)).toHaveLength(1);
      expect(await shared.proposal("r1")).toBeNull();
      const commands: RunCommand[] = [];
      const isHeard = new Promise<void>((resolve) => {
        claim.onCommand?.((command) => resolve(void commands.push(command)));
      });
      await isHeard;
      expect(commands).toMatchObject([{ type: "answer" }]);
      await claim.giveBack();
    });
  });

const LOST = () => new Fault("DATABASE_LOST", "The connection was lost", { retryable: true });
const FULL = () => new Fault("DISK", "The database's disk is full", { retryable: true });
const BUSY = () => new Fault("DATABASE_BUSY", "Too many connections", { retryable: true });

/** What becomes of a statement. */
const FATES = ["fine", "before", "after", "full", "busy"] as const;

type Query = (sql: string, values: readonly unknown[]) => Promise<unknown[]>;

/** A database whose statements are done in another way, and which tells nothing. */
function over(db: PostgresDatabase, query: Query): PostgresDatabase {
  return Object.assign(Object.create(db) as PostgresDatabase, { query, listen: async () => () => undefined });
}

/** A database whose connection is lost before or after a statement is done, or that has no room or no connection left. */
function losing(db: PostgresDatabase, fates: readonly (typeof FATES)[number][]): PostgresDatabase {
  const left = [...fates];
  return over(db, async (sql, values) => {
    const fate = left.shift();
    if (fate === "before") throw LOST();
    if (fate === "full") throw FULL();
    if (fate === "busy") throw BUSY();
    const rows = await db.query(sql, values);
    if (fate === "after") throw LOST();
    return rows;
  });
}

/** A clock by which short waits are over at once, and the time of the next renewal never comes. */
function shortly(pass: () => void) {
  return {
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (ms <= 1_000) return resolve(pass());
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  };
}

async function all(news: AsyncIterable<RunNews>): Promise<RunNews[]> {
  const found: RunNews[] = [];
  for await (const one of news) found.push(one);
  return found;
}

async function commandsOf(store: RunStore, count: number) {
  const claim = await store.claim("r1");
  const commands: RunCommand[] = [];
  await new Promise<void>((resolve) => {
    claim.onCommand?.((command) => {
      if (commands.push(command) >= count) resolve();
    });
  });
  return { claim, commands };
}
