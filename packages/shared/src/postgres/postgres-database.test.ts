import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../errors/fault.js";
import { faultOf, postgresServer, type TestDatabase } from "../testing/index.js";
import { PostgresDatabase } from "./postgres-database.js";
import { prepared } from "./prepared.js";

const server = await postgresServer();
const OPTIONS = { applicationName: "tests" };

describe.skipIf(server.missing !== null)(`PostgresDatabase (${server.missing ?? server.name})`, () => {
  let database: TestDatabase;
  let db: PostgresDatabase;
  const opened: PostgresDatabase[] = [];
  const open = async (url = database.url): Promise<PostgresDatabase> => {
    const one = await PostgresDatabase.open(url, OPTIONS);
    opened.push(one);
    return one;
  };
  /** Ends all connections that ran a text like this last. */
  const cut = (text: string) =>
    db.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1 AND pid <> pg_backend_pid()",
      [text],
    );
  beforeAll(async () => {
    database = await server.create();
    db = await PostgresDatabase.open(database.url, OPTIONS);
    await db.query("CREATE TABLE things (id integer PRIMARY KEY, n bigint NOT NULL DEFAULT 0)");
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await db.query("TRUNCATE things");
  });
  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  it("gives rows, and whole numbers as numbers", async () => {
    await db.query("INSERT INTO things VALUES (1, $1)", [2 ** 40]);
    expect(await db.query("SELECT n, count(*) OVER () AS all FROM things")).toEqual([{ n: 2 ** 40, all: 1 }]);
  });

  it("plans a prepared statement once a connection, others each time", async () => {
    const kept = prepared("SELECT n FROM things WHERE id = $1");
    const plans = await db.read(async ({ query }) => {
      for (const id of [1, 2]) await query(kept, [id]);
      await query("SELECT n FROM things WHERE id > $1", [1]);
      return query("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%FROM things%'");
    });
    expect(plans).toEqual([{ statement: kept }]);
  });

  it("writes all of a transaction or nothing", async () => {
    const failed = db.write(async ({ query }) => {
      await query("INSERT INTO things VALUES (1)");
      throw new TypeError("a bug");
    });
    await expect(failed).rejects.toThrow(TypeError);
    expect(await db.query("SELECT * FROM things")).toEqual([]);
  });

  it("reads from one state, and does not write", async () => {
    const counts = await db.read(async ({ query }) => {
      const before = await query("SELECT * FROM things");
      await db.query("INSERT INTO things VALUES (1)");
      return [before.length, (await query("SELECT * FROM things")).length];
    });
    expect(counts).toEqual([0, 0]);
    const written = await faultOf(db.read(({ query }) => query("INSERT INTO things VALUES (2)")));
    expect(written).toMatchObject({ code: "DATABASE_READ_ONLY" });
  });

  it.each(["40001", "40P01"])(
    "does a transaction once more that PostgreSQL ended by %s, and no more",
    async (state) => {
      const failing = (times: number) => {
        let tries = 0;
        return db.write(async ({ query }) => {
          await query("INSERT INTO things VALUES ($1)", [10 * times + ++tries]);
          if (tries <= times) await query(`DO $$ BEGIN RAISE SQLSTATE '${state}'; END $$`);
        });
      };
      await failing(1);
      expect(await db.query("SELECT id FROM things")).toEqual([{ id: 12 }]);
      expect(await faultOf(failing(2))).toMatchObject({ code: "DATABASE_BUSY", retryable: true });
    },
  );

  it("says that the connection was lost in the middle of a read or a write, and goes on with another", async () => {
    for (const begin of [db.read.bind(db), db.write.bind(db)]) {
      const fault = await faultOf(
        begin(async ({ query }) => {
          const [own] = await query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
          await Promise.all([
            query("SELECT pg_sleep(60)"),
            db.query("SELECT pg_terminate_backend($1)", [own?.pid]),
          ]);
        }),
      );
      expect(fault).toMatchObject({ code: "DATABASE_LOST", retryable: true });
      expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    }
  });

  it("ends what an aborted signal does not want any more, and goes on", async () => {
    const stop = new AbortController();
    const ended = Promise.allSettled([
      db.query("SELECT pg_sleep(60)", [], stop.signal),
      db.read(({ query }) => query("SELECT pg_sleep(60)", [], stop.signal)),
    ]);
    const asleep = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await expect.poll(() => db.query(asleep)).toEqual([{ n: 2 }]);
    stop.abort(new Error("enough"));
    expect(await ended).toMatchObject([{ reason: { message: "enough" } }, { reason: { message: "enough" } }]);
    await expect(db.query("SELECT 1", [], stop.signal)).rejects.toThrow("enough");
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("goes on where connections that nobody used were cut", async () => {
    const other = await open();
    await other.query("SELECT 'idle one'");
    await cut("%idle one%");
    expect(await other.query("SELECT 1 AS one").catch(() => other.query("SELECT 1 AS one"))).toEqual([
      { one: 1 },
    ]);
  });

  it("hears what is told, and says so when it hears again after a break", async () => {
    const listening = await open();
    const told: string[] = [];
    const heard = (count: number) => expect.poll(() => told.length).toBe(count);
    await listening.listen(
      'News "of the day"',
      (text) => told.push(text),
      () => told.push("again"),
    );
    await db.query("SELECT pg_notify($1, 'first')", ['News "of the day"']);
    await heard(1);
    await cut("LISTEN%");
    await heard(2);
    await db.query("SELECT pg_notify($1, 'second')", ['News "of the day"']);
    await heard(3);
    expect(told).toEqual(["first", "again", "second"]);
  });

  it("hears no more once told so, and after it is closed", async () => {
    const told: string[] = [];
    const listening = await open();
    const stop = await listening.listen(
      "one",
      () => told.push("one"),
      () => undefined,
    );
    await listening.listen(
      "two",
      () => told.push("two"),
      () => undefined,
    );
    stop();
    await db.query("NOTIFY one");
    await db.query("NOTIFY two");
    await expect.poll(() => told).toEqual(["two"]);
  });

  it("has one holder of a lock, who hears when it is lost", async () => {
    const first = await db.lock("leader");
    expect(await db.lock("leader")).toBeNull();
    expect(first?.lost.aborted).toBe(false);
    await cut("%pg_try_advisory_lock%");
    await expect.poll(() => first?.lost.aborted).toBe(true);
    const second = await db.lock("leader");
    expect(second).not.toBeNull();
    await second?.release();
    await second?.release();
    const third = await db.lock("leader");
    expect(third).not.toBeNull();
    await third?.release();
  });

  const openingWith = (change: (url: URL) => void): Promise<Fault> => {
    const url = new URL(database.url);
    change(url);
    return faultOf(PostgresDatabase.open(url.href, OPTIONS));
  };
  const passwordsIn = (faults: readonly Fault[]) => {
    const said = JSON.stringify(faults.map((fault) => [fault, String(fault), fault.cause]));
    return ["s3cret", new URL(database.url).password].filter(
      (password) => password && said.includes(password),
    );
  };

  it("says why it cannot connect, without the password", async () => {
    const refusing = createServer().listen(0, "127.0.0.1");
    await once(refusing, "listening");
    const address = refusing.address();
    refusing.close();
    const faults = await Promise.all([
      openingWith((url) => {
        url.port = String(typeof address === "object" && address?.port);
      }),
      openingWith((url) => {
        url.hostname = "no-such-host.invalid";
      }),
      openingWith((url) => {
        url.pathname = "nowhere";
      }),
      faultOf(PostgresDatabase.open("mysql://me:s3cret@here/x", OPTIONS)),
      faultOf(PostgresDatabase.open("postgres://me:s3cret%ZZ@here:port/x", OPTIONS)),
      faultOf(PostgresDatabase.open("postgres://me:s3cret@here/x?sslrootcert=/no/such/file", OPTIONS)),
    ]);
    expect(faults).toMatchObject([
      { code: "DATABASE_UNREACHABLE", retryable: true },
      { code: "DATABASE_UNREACHABLE", retryable: true },
      { code: "DATABASE_MISSING" },
      { code: "CONFIG_INVALID" },
      { code: "CONFIG_INVALID" },
      { code: "CONFIG_INVALID" },
    ]);
    expect(passwordsIn(faults)).toEqual([]);
  });

  it("says that the password is wrong or missing", async ({ skip }) => {
    const rule = "SELECT auth_method FROM pg_hba_file_rules WHERE type = 'host' LIMIT 1";
    const [first] = await db.query<{ auth_method: string }>(rule);
    skip(first?.auth_method === "trust", "this server asks for no password");
    const faults = await Promise.all([
      openingWith((url) => {
        url.password = "s3cret-wrong";
      }),
      openingWith((url) => {
        url.username = "s-o-else";
        url.password = "s3cret";
      }),
      openingWith((url) => {
        url.password = "";
      }),
    ]);
    expect(faults).toMatchObject([
      { code: "CREDENTIALS_REJECTED" },
      { code: "CREDENTIALS_REJECTED" },
      { code: "CREDENTIALS_REJECTED", came: "no password" },
    ]);
    expect(passwordsIn(faults)).toEqual([]);
  });

  it("says that there are too many connections", async () => {
    await db.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database()); END $$`,
    );
    await db.query("CREATE ROLE visitor LOGIN PASSWORD 'visits'");
    const url = new URL(database.url);
    url.username = "visitor";
    url.password = "visits";
    const fault = await faultOf(PostgresDatabase.open(url.href, OPTIONS));
    await db.query("DROP ROLE visitor");
    await db.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT -1', current_database()); END $$`,
    );
    expect(fault).toMatchObject({ code: "DATABASE_BUSY", retryable: true });
  });
});
