import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresDatabase, type PostgresTransaction } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeModel } from "./describe-model.js";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import { migrateRegistry } from "./migrate-registry.js";
import { openRegistry } from "./open-registry.js";
import { RegistryDatabase } from "./store/database/registry-database.js";
import { keepWritersOut } from "./store/database/writer-lock.js";
import { checkCopy } from "./store/postgres/copy/check-copy.js";
import { allRows, OF_MODELS, rowsBetween, rowsInJson, WHOLE } from "./store/postgres/copy/copied-tables.js";
import { copyRegistry } from "./store/postgres/copy/copy-registry.js";
import { testClock } from "./testing/test-http.js";
import { hubModel, partneredHub, testSync } from "./testing/test-sync.js";

const server = await postgresServer();
const OPTIONS = { onProgress: () => undefined, batch: 7 };
const LAST = 2 ** 31 - 1;

class Killed extends Error {}

/** A database whose n-th statement of a transaction never comes, as if the process were gone; `after` it is committed. */
function dying(db: PostgresDatabase, n: number, after: boolean): PostgresDatabase {
  let statements = 0;
  const dies = () => statements++ >= n;
  const write = async (work: (transaction: PostgresTransaction) => Promise<unknown>): Promise<unknown> => {
    const result = await db.write((transaction) =>
      work({
        ...transaction,
        query: <Row>(sql: string, values?: readonly unknown[]) => {
          if (!after && dies()) throw new Killed();
          return transaction.query<Row>(sql, values);
        },
      }),
    );
    if (after && dies()) throw new Killed();
    return result;
  };
  return new Proxy(db, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      return name === "write" ? write : typeof found === "function" ? found.bind(target) : found;
    },
  });
}

describe.skipIf(server.missing !== null)(`migrateRegistry (${server.missing ?? server.name})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-copy-"));
  const file = join(folder, "registry.sqlite");
  let database: TestDatabase;
  let db: PostgresDatabase;
  let from: RegistryDatabase;
  const sync = async (models = 40): Promise<void> => {
    const opened = await openRegistry({
      file,
      describe: describeModel,
      embedder: hashedEmbedder,
      clock: testClock(),
    });
    const hub = partneredHub(
      Array.from({ length: models }, (_, n) =>
        hubModel(n, {
          tags: ["region:us", "language:de", "odd \u0000 \ud800 tag", "transformers.js"],
          cardData: { language: ["de", "EN"] },
          ...(n === 5 ? { gated: "auto" } : {}),
        }),
      ),
    );
    hub.moved.set("owner/model-9", "owner/model-3");
    await testSync(hub, opened.store, { embedder: hashedEmbedder });
    await opened.close();
  };
  const clear = () =>
    db.query(
      `TRUNCATE ${[...OF_MODELS, ...WHOLE, "texts"].map((table) => `hugginggpt.${table}`).join(", ")}`,
    );
  /** Every row of every table but for what is noted of the copy, in no order. */
  const dump = async (): Promise<object> => {
    const tables = [...OF_MODELS, ...WHOLE].map(async (table) => {
      const rows = await db.query<{ at: { key?: string } }>(
        `SELECT to_jsonb(t) AS at FROM hugginggpt.${table} AS t`,
      );
      return [
        table,
        rows
          .map(({ at }) => at)
          .filter(({ key }) => key !== "note:copied")
          .map(inOrder)
          .sort(),
      ];
    });
    return Object.fromEntries(await Promise.all(tables));
  };
  const wanted = (): object =>
    Object.fromEntries(
      [
        ...OF_MODELS.map((table) => [table, rowsBetween(from.sql, table, 0, LAST)] as const),
        ...WHOLE.map((table) => [table, allRows(from.sql, table)] as const),
      ].map(([table, rows]) => [table, JSON.parse(rowsInJson(rows)).map(inOrder).sort()]),
    );
  beforeAll(async () => {
    await sync();
    database = await server.create();
    db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
    from = RegistryDatabase.openToRead(file);
  });
  afterEach(clear);
  afterAll(async () => {
    from?.close();
    await db?.close();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("copies every row of every table, says how far it is, and finds no difference", async () => {
    const seen: string[] = [];
    const rows = await copyRegistry(from, db, {
      ...OPTIONS,
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(await dump()).toEqual(wanted());
    expect(rows).toMatchObject({ models: expect.any(Number), endpoints: expect.any(Number) });
    expect(
      Math.min(rows.models, rows.cards, rows.vectors, rows.cursors, rows.model_languages),
    ).toBeGreaterThan(0);
    expect(seen[0]).toBe(`0/${rows.models}`);
    expect(seen.at(-1)).toBe(`${rows.models}/${rows.models}`);
    expect(await checkCopy(from, db, rows)).toEqual({ sampled: rows.models, differences: [] });
    const found = await db.query(
      "SELECT row FROM hugginggpt.texts WHERE terms @@ 'page'::tsquery ORDER BY row",
    );
    expect(found).toEqual(
      from.sql.prepare("SELECT rowid AS row FROM texts WHERE texts MATCH 'page' ORDER BY rowid").all(),
    );
    expect(found.length).toBeGreaterThan(30);
  });

  it("goes on after a kill at any statement, and has nothing twice", async () => {
    const whole = wanted();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 4 }), async (kills) => {
        await clear();
        for (const [n, after] of kills) {
          await copyRegistry(from, dying(db, n, after), OPTIONS).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
        }
        await copyRegistry(from, db, OPTIONS);
        expect(await dump()).toEqual(whole);
      }),
      { seed: 16, numRuns: 5 },
    );
  });

  it("numbers new models after the copied ones", async () => {
    const rows = await copyRegistry(from, db, OPTIONS);
    const [made] = await db.query<{ row: number }>(
      "INSERT INTO hugginggpt.models (id, source, downloads, likes, tags, languages) VALUES ('x/y', 'hub', 0, 0, '[]', '[]') RETURNING row",
    );
    expect(made?.row).toBeGreaterThanOrEqual(rows.models + 1);
  });

  it("leaves a registry alone that is another one", async () => {
    await db.query("INSERT INTO hugginggpt.cursors VALUES ('all', 'full', NULL, 1, NULL, true, '', NULL)");
    const fault = await faultOf(copyRegistry(from, db, OPTIONS));
    expect(fault).toMatchObject({ code: "USAGE", message: "The database holds another registry" });
    expect(await db.query("SELECT FROM hugginggpt.models")).toEqual([]);
  });

  it("stops when it is aborted, and finds what differs", async () => {
    const stop = new AbortController();
    const onProgress = (done: number) => {
      if (done > 0) stop.abort(new Error("stop"));
    };
    await expect(copyRegistry(from, db, { ...OPTIONS, onProgress, signal: stop.signal })).rejects.toThrow(
      "stop",
    );
    const rows = await copyRegistry(from, db, OPTIONS);
    await db.query(
      "UPDATE hugginggpt.cards SET text = 'x' WHERE row = (SELECT max(row) FROM hugginggpt.cards)",
    );
    await db.query("DELETE FROM hugginggpt.cursors");
    const { differences } = await checkCopy(from, db, rows);
    expect(differences).toHaveLength(2);
  });

  it("begins anew where the registry has changed since, and keeps its users out meanwhile", async () => {
    await copyRegistry(from, dying(db, 30, false), OPTIONS).catch(() => undefined);
    from.close();
    await sync(30);
    const locked = keepWritersOut(RegistryDatabase.openToRead(file));
    const migration = { file, url: database.url, onProgress: () => undefined };
    expect((await faultOf(migrateRegistry(migration))).code).toBe("REGISTRY_LOCKED");
    locked();
    const { check, rows } = await migrateRegistry(migration);
    expect(check).toEqual({ sampled: rows.models, differences: [] });
    from = RegistryDatabase.openToRead(file);
    expect(await dump()).toEqual(wanted());
    expect((await faultOf(migrateRegistry({ ...migration, file: join(folder, "none") }))).code).toBe(
      "REGISTRY_MISSING",
    );
  });
});

/** Columns and keys have no order, and SQLite has 0 and 1 for false and true. */
function inOrder(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (typeof value === "boolean") return Number(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
