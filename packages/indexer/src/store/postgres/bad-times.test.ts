import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeModel } from "../../testing/describe-model.js";
import { testCursor, testRecord } from "../../testing/test-record.js";
import { PostgresRegistryStore } from "./postgres-registry-store.js";

const server = await postgresServer();
const OPTIONS = { applicationName: "tests" };
const WAITING =
  "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

describe.skipIf(server.missing !== null)(
  `PostgresRegistryStore in bad times (${server.missing ?? server.name})`,
  () => {
    let database: TestDatabase;
    let db: PostgresDatabase;
    let store: PostgresRegistryStore;
    beforeAll(async () => {
      database = await server.create();
      db = await PostgresDatabase.open(database.url, OPTIONS);
      store = new PostgresRegistryStore(db, describeModel);
    });
    afterAll(async () => {
      await db?.close();
      await database?.drop();
    });
    const known = async () => (await store.cardsToRead(100)).map(({ id }) => id).sort();

    it.each(["texts", "cursors"])(
      "loses nothing where the connection breaks while it writes %s",
      async (table) => {
        const page = [testRecord({ id: `${table}/one` }), testRecord({ id: `${table}/two` })];
        const cursor = testCursor({ scope: table });
        const before = await known();
        const fault = await db.write(async ({ query }) => {
          await query(`LOCK TABLE hugginggpt.${table} IN ACCESS EXCLUSIVE MODE`);
          const committing = faultOf(store.commitPage(page, cursor));
          await expect.poll(() => db.query(WAITING)).toHaveLength(1);
          await db.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`);
          return await committing;
        });
        expect(fault).toMatchObject({ code: "DATABASE_LOST", retryable: true });
        expect([await known(), await store.cursor(table)]).toEqual([before, null]);
        expect(await store.commitPage(page, cursor)).toEqual({ added: 2, updated: 0, unchanged: 0 });
        expect([await known(), await store.cursor(table)]).toEqual([
          [...before, ...page.map(({ id }) => id)].sort(),
          cursor,
        ]);
      },
    );

    it("says that a standby takes no writes, and reads from it", async () => {
      const standby = await PostgresDatabase.open(
        `${database.url}?options=-c%20default_transaction_read_only%3Don`,
        OPTIONS,
      );
      const reading = new PostgresRegistryStore(standby, describeModel);
      expect(await reading.lastPass()).toBe(await store.lastPass());
      expect(await faultOf(reading.note("a", "b"))).toMatchObject({ code: "DATABASE_READ_ONLY" });
      await standby.close();
    });

    it("has two writers take turns, so that no text is of a state that is gone", async () => {
      const other = await PostgresDatabase.open(database.url, OPTIONS);
      const second = new PostgresRegistryStore(other, describeModel);
      const ids = Array.from({ length: 20 }, (_, i) => `w/${i}`);
      await store.commitPage(
        ids.map((id) => testRecord({ id })),
        testCursor(),
      );
      await Promise.all(
        ids.flatMap((id, i) => [
          store.commitPage([testRecord({ id, tags: [`tag${i}`] })], testCursor()),
          second.commitCards([
            {
              id,
              sha: null,
              state: "read",
              card: { modelId: id, text: `Card ${i}.`, summary: "" },
              etag: null,
            },
          ]),
        ]),
      );
      const [texts] = await db.query<{ n: number }>(
        "SELECT count(*) AS n FROM hugginggpt.texts JOIN hugginggpt.models USING (row) WHERE id LIKE 'w/%' AND terms @@ to_tsquery('simple', 'card') AND terms @@ ('tag' || split_part(id, '/', 2))::tsquery",
      );
      expect(texts).toEqual({ n: ids.length });
      await other.close();
    });
  },
);
