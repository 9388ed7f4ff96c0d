import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faultOf, postgresServer, type TestDatabase } from "../testing/index.js";
import { prepareSchema, refuseUnusable } from "./migrate.js";
import { MIGRATIONS } from "./migrations.js";
import { PostgresDatabase } from "./postgres-database.js";

const server = await postgresServer();
const OPTIONS = { applicationName: "tests" };
const STEPS = [
  "CREATE TABLE hugginggpt.first_thing (n integer); INSERT INTO hugginggpt.first_thing VALUES (1)",
  "UPDATE hugginggpt.first_thing SET n = n + 1",
];

describe("refuseUnusable", () => {
  it.each([140_012, 90_603])("refuses a server of version %i", (version) => {
    expect(() => refuseUnusable({ server: version, ours: false, used: false }, "here/x")).toThrow(
      expect.objectContaining({ code: "DATABASE_UNUSABLE", wanted: "PostgreSQL 15 or later" }),
    );
  });
});

describe.skipIf(server.missing !== null)(`prepareSchema (${server.missing ?? server.name})`, () => {
  let database: TestDatabase;
  let db: PostgresDatabase;
  const version = () => db.query("SELECT version FROM hugginggpt.schema_version");
  beforeEach(async () => {
    database = await server.create();
    db = await PostgresDatabase.open(database.url, OPTIONS);
    await db.query("UPDATE hugginggpt.schema_version SET version = 0");
  });
  afterEach(async () => {
    await db.close();
    await database.drop();
  });

  it("takes each step once, whoever else takes them at the same time", async () => {
    await Promise.all([prepareSchema(db, STEPS), prepareSchema(db, STEPS), prepareSchema(db, STEPS)]);
    expect(await db.query("SELECT n FROM hugginggpt.first_thing")).toEqual([{ n: 2 }]);
    expect(await version()).toEqual([{ version: 2 }]);
  });

  it("leaves everything as it was where a step fails", async () => {
    await expect(prepareSchema(db, [...STEPS, "SELECT nonsense"])).rejects.toThrow(
      /nonsense|not as this version/,
    );
    expect(await version()).toEqual([{ version: 0 }]);
    expect(await db.query("SELECT to_regclass('hugginggpt.first_thing') AS made")).toEqual([{ made: null }]);
  });

  it("takes over what a database of an earlier version holds", async () => {
    const run = async (id: string, earlier: Record<string, string>) => {
      const entry = { at: 1, event: { type: "input-recorded", input: { setup: { out: "x", earlier } } } };
      await db.query("INSERT INTO hugginggpt.runs (run, last_seq) VALUES ($1, 1)", [id]);
      await db.query("INSERT INTO hugginggpt.run_events VALUES ($1, 1, $2)", [id, JSON.stringify(entry)]);
    };
    for (let known = 4; known < MIGRATIONS.length; known++) {
      await db.query("DROP SCHEMA hugginggpt CASCADE");
      await prepareSchema(db, MIGRATIONS.slice(0, known));
      await run("r1", {});
      await db.query(
        "INSERT INTO hugginggpt.run_artifacts VALUES ('gone', '0-x.png', '', '', 1, 0, 'artifacts:gone')",
      );
      await run("r2", { "0-x.png": "artifacts:r1", "1-y.png": "/a/folder" });
      await prepareSchema(db);
      expect(await version()).toEqual([{ version: MIGRATIONS.length }]);
      expect(await db.query("SELECT run, last_seq FROM hugginggpt.runs ORDER BY run")).toEqual([
        { run: "r1", last_seq: 1 },
        { run: "r2", last_seq: 1 },
      ]);
      expect(
        await db.query("SELECT run, name, forgotten FROM hugginggpt.run_artifacts ORDER BY run"),
      ).toEqual([
        { run: "gone", name: "0-x.png", forgotten: true },
        ...(known < 5 ? [{ run: "r2", name: "0-x.png", forgotten: false }] : []),
      ]);
    }
  });

  it("refuses tables of a newer version", async () => {
    await db.query("UPDATE hugginggpt.schema_version SET version = 1000");
    const fault = await faultOf(PostgresDatabase.open(database.url, OPTIONS));
    expect(fault).toMatchObject({ code: "DATABASE_UNUSABLE", came: expect.stringContaining("version 1000") });
  });

  it("refuses another program's schema", async () => {
    await db.query(
      "DROP SCHEMA hugginggpt CASCADE; CREATE SCHEMA hugginggpt; CREATE TABLE hugginggpt.theirs (x text)",
    );
    expect(await faultOf(PostgresDatabase.open(database.url, OPTIONS))).toMatchObject({
      code: "DATABASE_UNUSABLE",
    });
  });

  it("opens a database that takes no writes only where its tables are of this version", async () => {
    const standby = `${database.url}?options=-c%20default_transaction_read_only%3Don`;
    await db.query("UPDATE hugginggpt.schema_version SET version = $1", [MIGRATIONS.length]);
    await (await PostgresDatabase.open(standby, OPTIONS)).close();
    await db.query("DROP SCHEMA hugginggpt CASCADE");
    expect(await faultOf(PostgresDatabase.open(standby, OPTIONS))).toMatchObject({
      code: "DATABASE_READ_ONLY",
    });
  });
});
