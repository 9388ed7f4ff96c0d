import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PostgresTrackRecords } from "./postgres-track-records.js";

const server = await postgresServer();
const attempt = { model: "org/one", endpoint: "provider:p", ok: true, ms: 1_000 };

describe.skipIf(server.missing !== null)(`PostgresTrackRecords on ${server.missing ?? server.name}`, () => {
  let database: TestDatabase;
  let db: PostgresDatabase;
  beforeAll(async () => {
    database = await server.create();
    db = await PostgresDatabase.open(database.url, { applicationName: "tests", poolSize: server.poolSize });
  });
  beforeEach(() => db.query("TRUNCATE hugginggpt.track_records"));
  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  it("knows how models did at each endpoint, at once for its own process and after a moment for others", async () => {
    const records = new PostgresTrackRecords(db);
    for (const ms of [1_000, 3_000, 2_000]) await records.note({ ...attempt, ms });
    await records.note({ ...attempt, endpoint: "provider:q\0", ok: false });
    const expected = [
      { endpoint: "provider:p", succeeded: expect.closeTo(3, 2), failed: 0, medianMs: 2_000 },
      { endpoint: "provider:q", succeeded: 0, failed: expect.closeTo(1, 2), medianMs: null },
    ];
    expect(await records.of("org/one")).toEqual(expected);
    await records.close();
    const again = new PostgresTrackRecords(db);
    expect(await again.of("org/one")).toEqual(expected);
    expect(await again.of("org/other")).toEqual([]);
  });

  it("adds up what several processes note at the same time", async () => {
    const all = [1, 2, 3].map(() => new PostgresTrackRecords(db));
    const other = { ...attempt, model: "org/two" };
    for (const one of all) for (const noted of [attempt, other]) await one.note({ ...noted, ok: false });
    await Promise.all(all.map((one) => one.close()));
    for (const model of ["org/one", "org/two"])
      expect(await all[0]?.of(model)).toMatchObject([{ failed: expect.closeTo(3, 2) }]);
  });

  it("reads the models that are asked for together in one statement, and again after a second", async () => {
    let statements = 0;
    const counted = {
      write: db.write.bind(db),
      query: <Row>(sql: string, values?: readonly unknown[]) => {
        statements++;
        return db.query<Row>(sql, values);
      },
    };
    let now = 10_000;
    const records = new PostgresTrackRecords(counted, { ticks: () => now });
    const askAll = () => Promise.all(["a/a", "b/b", "org/one"].map((model) => records.of(model)));
    await askAll();
    now += 999;
    await askAll();
    expect(statements).toBe(1);
    now += 1;
    await askAll();
    expect(statements).toBe(2);
  });

  it("counts what is a day ago by the database's clock half", async () => {
    const records = new PostgresTrackRecords(db);
    for (let i = 0; i < 4; i++) await records.note({ ...attempt, ok: false });
    await records.close();
    await db.query("UPDATE hugginggpt.track_records SET at = at - 86400000");
    expect(await new PostgresTrackRecords(db).of("org/one")).toMatchObject([
      { failed: expect.closeTo(2, 2) },
    ]);
  });

  it("says once when nothing can be kept", async () => {
    const told: string[] = [];
    const none = {
      query: () => Promise.reject(new Error("away")),
      write: () => Promise.reject(new Error("away")),
    };
    const records = new PostgresTrackRecords(none, { onTrouble: (why) => told.push(why) });
    await records.note(attempt);
    await records.close();
    await records.note(attempt);
    expect(await records.of("org/other")).toEqual([]);
    await records.close();
    expect(told).toHaveLength(1);
  });
});
