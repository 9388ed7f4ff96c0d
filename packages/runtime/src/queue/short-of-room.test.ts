import { execFileSync, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Fault, isDatabaseAway } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer } from "@hugginggpt/testing";
import { afterAll, describe, expect, it, vi } from "vitest";
import { PostgresRunStore } from "../journal/postgres/postgres-run-store.js";
import { warningEntry } from "../testing/run-store-contract.js";
import { PgBossRunQueue } from "./pg-boss-run-queue.js";
import { openSharedRuns } from "./shared-runs.js";
import { runId } from "./testing/run-queue-contract.js";

const OPTIONS = { applicationName: "tests" };
/** Room for an empty database with our tables, and a little more. */
const SIZE = "16m";
/** Each row is a page. */
const FILL = "INSERT INTO filler SELECT repeat('x', 8000) FROM generate_series(1, 100)";

/** A database on a small disk of its own. */
interface SmallDatabase {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

const SERVER = fileURLToPath(new URL("../../../../test/postgres/server.mjs", import.meta.url));

/** Makes one, on a server of its own: no database of a server can be dropped while one of its disks is full. */
async function smallDatabase(): Promise<SmallDatabase | string> {
  const server = spawn(process.execPath, [SERVER], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(server, "close");
  const [line] = await once(createInterface(server.stdout), "line");
  const { url: place, missing } = JSON.parse(line);
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-disk-"));
  const remove = async (): Promise<void> => {
    server.stdin.end();
    await closed;
    unmount(folder);
  };
  try {
    if (!place) throw new Error(missing);
    mount(folder);
    const admin = await PostgresDatabase.open(place, OPTIONS);
    await admin.query(`CREATE TABLESPACE small LOCATION '${join(folder, "place")}'`);
    await admin.query("CREATE DATABASE small TABLESPACE small");
    await admin.close();
    return { url: Object.assign(new URL(place), { pathname: "small" }).href, remove };
  } catch (error) {
    await remove();
    return `no small disk can be mounted for a server here: ${String(error).split("\n")[0]}`;
  }
}

/** The server may run as a user of its own, who has to own its folder. */
function mount(folder: string): void {
  const quiet = { stdio: "ignore" } as const;
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=0755`, "tmpfs", folder], quiet);
  execFileSync("install", ["-d", "-m", "700", "-o", "postgres", join(folder, "place")], quiet);
}

function unmount(folder: string): void {
  try {
    execFileSync("umount", [folder], { stdio: "ignore" });
  } catch {
    // It was not mounted.
  }
  rmSync(folder, { recursive: true, force: true });
}

const small = await smallDatabase();
const missing = typeof small === "string" ? small : null;

describe.skipIf(missing !== null)(
  `a database whose disk is full${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    const { url, remove } = small as SmallDatabase;
    afterAll(() => remove?.());

    it("loses nothing of what is written to it: all of it waits, somebody is told, and it goes on once there is room", async () => {
      const database = await PostgresDatabase.open(url, OPTIONS);
      const told: Fault[] = [];
      const writing = await everyWriting(database, (fault) => told.push(fault));
      await database.query("CREATE TABLE filler (text text STORAGE PLAIN)");
      const full = await faultOf(filled(database));
      expect(full).toMatchObject({ code: "DISK", message: "The database's disk is full", retryable: true });
      expect([isDatabaseAway(full), full]).toMatchObject([
        true,
        { next: expect.stringContaining("Make room") },
      ]);
      const written = writing.begin();
      await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), 10_000);
      expect(written.isOver()).toBe(false);
      await database.query("DROP TABLE filler");
      await written.verified;
      await writing.close();
      await database.close();
    });
  },
);

const server = await postgresServer();

describe.skipIf(server.missing !== null)(
  `a database that has no connection left${server.missing ? ` (skipped: ${server.missing})` : ""}`,
  () => {
    it("loses nothing of what is written to it: all of it waits, and goes on once there is one", async () => {
      const place = await server.create();
      const admin = await PostgresDatabase.open(place.url, OPTIONS);
      const name = new URL(place.url).pathname.slice(1);
      // Limits are not for those who may do everything.
      const role = `plain_${randomUUID().slice(0, 8)}`;
      await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
      const url = Object.assign(new URL(place.url), { username: role, password: "secret" });
      await admin.query("DROP SCHEMA hugginggpt CASCADE");
      await admin.query(`GRANT CREATE ON DATABASE ${name} TO ${role}`);
      const database = await PostgresDatabase.open(url.href, OPTIONS);
      const writing = await everyWriting(database);
      await admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", [role]);
      await vi.waitFor(async () =>
        expect(await faultOf(database.query("SELECT 1"))).toMatchObject({
          ...{ code: "DATABASE_BUSY", retryable: true, next: expect.stringContaining("connections") },
        }),
      );
      const written = writing.begin();
      await expect(faultOf(database.query("SELECT 1"))).resolves.toMatchObject({ code: "DATABASE_BUSY" });
      expect(written.isOver()).toBe(false);
      await admin.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
      await written.verified;
      await writing.close();
      await database.close();
      await admin.query(`DROP OWNED BY ${role} CASCADE`);
      await admin.query(`DROP ROLE ${role}`);
      await admin.close();
      await place.drop();
    });
  },
);

/** Everything that is written for runs, in the middle of one. */
async function everyWriting(database: PostgresDatabase, onFull: (fault: Fault) => void = () => undefined) {
  const store = new PostgresRunStore(database, { onFull });
  const queue = await PgBossRunQueue.open(database);
  const shared = await openSharedRuns(database, { onTrouble: () => undefined });
  const [one, two] = [runId(1), runId(2)];
  // More than is free on a page of a table.
  const entry = () => warningEntry(randomBytes(30_000).toString("hex"));
  const [first, second, other] = [entry(), entry(), entry()];
  const claim = await store.claim(one);
  await claim.append([first]);
  const begin = () => {
    let isOver = false;
    const written = Promise.all([
      claim.append([second]),
      store.begin(two, [other]),
      queue.put(two, "someone"),
      shared.repeats.note({ name: "n".repeat(2_000), print: "p", run: two }, null),
    ]).finally(() => {
      isOver = true;
    });
    const verified = written.then(async () => {
      expect(claim.lost.aborted).toBe(false);
      await claim.giveBack();
      expect(await store.entries(one)).toEqual([first, second]);
      expect(await store.entries(two)).toEqual([other]);
      expect([...(await queue.states([two]))]).toEqual([[two, "queued"]]);
    });
    return { isOver: () => isOver, verified };
  };
  const close = async (): Promise<void> => {
    await queue.close();
    await shared.close();
  };
  return { begin, close };
}

async function filled(database: PostgresDatabase): Promise<never> {
  for (;;) await database.query(FILL);
}
