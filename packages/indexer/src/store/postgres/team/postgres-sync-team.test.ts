import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LimitWindow, Seat } from "../../../ports/sync-team.js";
import { PostgresSyncTeam } from "./postgres-sync-team.js";
import { DONE } from "./queue-sql.js";

const server = await postgresServer();

describe.skipIf(server.missing !== null)(`PostgresSyncTeam (${server.missing ?? server.name})`, () => {
  let database: TestDatabase;
  let watcher: PostgresDatabase;
  const opened: PostgresDatabase[] = [];
  const open = async (): Promise<PostgresDatabase> => {
    const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
    opened.push(db);
    return db;
  };
  /** A machine with connections of its own. */
  const machine = async (): Promise<{ readonly db: PostgresDatabase; readonly seat: Seat }> => {
    const db = await open();
    return { db, seat: await new PostgresSyncTeam(db).join(false) };
  };
  /** As if no machine had given a sign of life for a while. */
  const silent = () => watcher.query("UPDATE hugginggpt.sync_machines SET seen = seen - interval '1 minute'");
  beforeAll(async () => {
    database = await server.create();
    watcher = await PostgresDatabase.open(database.url, { applicationName: "tests" });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.close()));
    await watcher.query("TRUNCATE hugginggpt.sync_machines, hugginggpt.sync_queue, hugginggpt.limit_windows");
  });
  afterAll(async () => {
    await watcher?.close();
    await database?.drop();
  });

  it("has one leader, whom the others see, and another once that has released the lead", async () => {
    const [one, other] = [await machine(), await machine()];
    expect(await other.seat.leader()).toBeNull();
    const lead = await one.seat.lead();
    expect(lead).not.toBeNull();
    expect(await other.seat.lead()).toBeNull();
    await lead?.at("cards");
    expect(await other.seat.leader()).toMatchObject({ pid: process.pid, step: "cards" });
    await lead?.release();
    const second = await other.seat.lead();
    expect(second).not.toBeNull();
    await second?.release();
  });

  it("notes what is done by reading no more of a long queue than that", async () => {
    await watcher.query(`
      WITH added AS (
        INSERT INTO hugginggpt.models (id, source, downloads, likes, tags, languages)
        SELECT 'Long/queue-' || n, 'hub', 0, 0, '[]', '[]' FROM generate_series(1, 3000) AS n RETURNING row)
      INSERT INTO hugginggpt.sync_queue (kind, row, place) SELECT 'card', row, row FROM added`);
    const ids = ["Long/queue-7", "Long/queue-1500", "Long/queue-2999"];
    const [read] = await watcher.query<{ "QUERY PLAN": { Plan: Record<string, number> }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${DONE}`,
      ["card", ids, ids.map((id) => id.toLowerCase())],
    );
    const { "Shared Hit Blocks": hit = 0, "Shared Read Blocks": missed = 0 } =
      read?.["QUERY PLAN"][0]?.Plan ?? {};
    expect(hit).toBeGreaterThan(0);
    expect(hit + missed).toBeLessThan(50);
    const left = await watcher.query("SELECT FROM hugginggpt.sync_queue");
    expect(left).toHaveLength(2997);
    await watcher.query("DELETE FROM hugginggpt.models");
  });

  it("gives the lead to one of those who ask at the same time", async () => {
    const machines = await Promise.all(Array.from({ length: 5 }, machine));
    const leads = (await Promise.all(machines.map(({ seat }) => seat.lead()))).filter(
      (lead) => lead !== null,
    );
    expect(leads).toHaveLength(1);
    await leads[0]?.release();
  });

  it("has another leader as soon as the connection of the first is gone, whose writes count no more", async () => {
    const [one, other] = [await machine(), await machine()];
    const lead = await one.seat.lead();
    await watcher.query(
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    // The server ends a connection after it has said that it will.
    let next = await other.seat.lead();
    while (next === null) next = await other.seat.lead();
    const late = await faultOf(one.db.write(({ query }) => query("SELECT 1")));
    expect(late.code).toBe("DATABASE_LOST");
    expect(one.seat.lost.aborted).toBe(true);
    expect(lead?.lost.aborted).toBe(true);
    await other.db.write(({ query }) => query("SELECT 1"));
    await next.release();
  });

  it("gives up who gives no sign of life, in the middle of a transaction too", async () => {
    const [one, other] = [await machine(), await machine()];
    let go: () => void = () => undefined;
    const standing = one.db.write(async ({ query }) => {
      await query("SELECT set_config('idle_in_transaction_session_timeout', '200ms', true)");
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      await query("INSERT INTO hugginggpt.limit_windows VALUES ('late', 1, 1, now(), now())");
    });
    const ended = faultOf(standing);
    await silent();
    await (await other.seat.lead())?.release();
    const stands =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'";
    while ((await watcher.query(stands)).length > 0);
    await (await other.seat.lead())?.release();
    go();
    expect((await ended).code).toBe("DATABASE_LOST");
    expect(await watcher.query("SELECT FROM hugginggpt.limit_windows")).toEqual([]);
  });

  it("keeps one window for all, whoever changes it", async () => {
    const machines = await Promise.all(Array.from({ length: 4 }, machine));
    const end = Date.now() + 60_000;
    const first: LimitWindow = { remaining: 1000, quota: 2000, resetsAt: end, nextAt: end };
    await machines[0]?.seat.changeWindow("api", () => ({ window: first, made: null }));
    const less = (window: LimitWindow | null) => ({
      window: window && { ...window, remaining: window.remaining - 1 },
      made: window?.remaining,
    });
    const changes = machines.flatMap(({ seat }) =>
      Array.from({ length: 10 }, () => seat.changeWindow("api", less)),
    );
    expect(new Set(await Promise.all(changes)).size).toBe(40);
    const left = await machines[1]?.seat.changeWindow("api", (window) => ({ window, made: window }));
    expect(left).toEqual({ ...first, remaining: 960 });
    expect(
      await machines[1]?.seat.changeWindow("resolvers", (window) => ({ window, made: window })),
    ).toBeNull();
  });

  it("tells the others, and not itself, when one pauses", async () => {
    const [one, other] = [await machine(), await machine()];
    const heard: string[] = [];
    await one.seat.onPause((bucket) => heard.push(`one ${bucket}`));
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await other.seat.onPause((bucket) => {
      heard.push(`other ${bucket}`);
      tell();
    });
    await one.seat.pause("api");
    await told;
    expect(heard).toEqual(["other api"]);
  });

  it("leaves no trace of who left", async () => {
    const { seat } = await machine();
    await seat.leave();
    await seat.leave();
    expect(await watcher.query("SELECT FROM hugginggpt.sync_machines")).toEqual([]);
  });
});
