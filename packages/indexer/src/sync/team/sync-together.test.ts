import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SyncEvent, type SyncReport, systemClock } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeModel } from "../../describe-model.js";
import { hashedEmbedder } from "../../embedding/hashed-embedder.js";
import { openRegistry } from "../../open-registry.js";
import { RegistryDatabase } from "../../store/database/registry-database.js";
import { allRows, OF_MODELS, rowsBetween, rowsInJson } from "../../store/postgres/copy/copied-tables.js";
import { PostgresRegistryStore } from "../../store/postgres/postgres-registry-store.js";
import { PostgresSyncTeam } from "../../store/postgres/team/postgres-sync-team.js";
import { syncRegistry } from "../../sync.js";
import { FAKE_HUB, type FakeHub, fakeHub } from "../../testing/fake-hub.js";
import { testClock, testHttp } from "../../testing/test-http.js";
import { hubModel, TEST_PROVIDERS, testSync } from "../../testing/test-sync.js";
import { DEFAULT_SYNC_OPTIONS, type SyncOptions } from "../sync-options.js";

const server = await postgresServer();
const NEVER = new Promise<never>(() => undefined);
const MODELS = 60;

/** A Hub with models that have cards, no cards, gated ones, copies of others, and one that is renamed. */
function hubOfMany(): FakeHub {
  const models = Array.from({ length: MODELS }, (_, n) =>
    hubModel(
      n,
      {
        pipeline_tag: n % 2 ? "text-classification" : "translation",
        ...(n % 10 === 3 ? { gated: "auto" } : {}),
        ...(n % 10 === 7 ? { cardData: { base_model: `owner/model-${n - 1}` } } : {}),
      },
      n % 10 === 9 ? null : `# M${n % 20}\n\nThis model reads ${n % 20} pages.`,
    ),
  );
  const hub = fakeHub(models, 20);
  hub.partners.groq = { conversational: { "owner/model-3": { providerId: "m3", status: "live" } } };
  hub.partners["fal-ai"] = {};
  return hub;
}

const cardsAsked = ({ requests }: FakeHub): string[] =>
  requests.map(({ url }) => new URL(url).pathname).filter((path) => path.includes("/raw/"));

describe.skipIf(server.missing !== null)(
  `a sync of several machines (${server.missing ?? server.name})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "hugginggpt-together-"));
    let database: TestDatabase;
    let watcher: PostgresDatabase;
    let alone: Record<string, string[]>;
    const machines: PostgresDatabase[] = [];

    /** A machine, which can go dead: nothing that it asks of the database or the Hub has an answer any more. */
    async function machine(hub: FakeHub, options: Partial<SyncOptions> = {}, token: string | null = null) {
      const name = `machine-${machines.length}`;
      const db = await PostgresDatabase.open(database.url, { applicationName: name });
      machines.push(db);
      const state = { isDead: false, events: [] as SyncEvent[] };
      const mortal = new Proxy(db, {
        get(target, key) {
          const found: unknown = Reflect.get(target, key);
          if (typeof found !== "function") return found;
          return (...given: unknown[]) =>
            state.isDead && key !== "close" ? NEVER : found.apply(target, given);
        },
      });
      const stop = new AbortController();
      const sync = async (): Promise<SyncReport> =>
        syncRegistry(
          { ...DEFAULT_SYNC_OPTIONS, providers: TEST_PROVIDERS, ...options },
          {
            http: testHttp((...request) => (state.isDead ? NEVER : hub.fetch(...request)), testClock()),
            store: new PostgresRegistryStore(mortal, describeModel),
            embedder: hashedEmbedder,
            clock: {
              now: systemClock.now,
              sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal),
            },
            hub: { endpoint: FAKE_HUB, token },
            emit: (event) => state.events.push(event),
            publishIndex: async () => ({ kind: "exact", reason: "few vectors" }),
            team: new PostgresSyncTeam(mortal, 1),
            signal: stop.signal,
          },
        );
      return {
        sync,
        stop,
        state,
        /** As SIGSTOP: its connections stay. */
        stand: () => {
          state.isDead = true;
        },
        /** As SIGKILL: its connections are gone. */
        kill: async () => {
          state.isDead = true;
          await watcher.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
            [name],
          );
        },
      };
    }

    /** Every row by its model's id, without what follows from the order of work: numbers of rows, changes and turns. */
    const rowsOf = (all: Record<string, Record<string, unknown>[]>): Record<string, string[]> => {
      const ids = new Map((all.models ?? []).map(({ row, id }) => [row, id]));
      return Object.fromEntries(
        Object.entries(all).map(([table, rows]) => [
          table,
          rows.map(({ row, seq, ...values }) => inOrder({ ...values, of: ids.get(row) })).sort(),
        ]),
      );
    };
    const stored = async (): Promise<Record<string, string[]>> => {
      const tables = [...OF_MODELS, "cursors"].map(async (table) => {
        const rows = await watcher.query<{ at: Record<string, unknown> }>(
          `SELECT to_jsonb(t) AS at FROM hugginggpt.${table} AS t`,
        );
        return [table, rows.map(({ at }) => at)];
      });
      return rowsOf(Object.fromEntries(await Promise.all(tables)));
    };

    beforeAll(async () => {
      const file = join(folder, "registry.sqlite");
      const opened = await openRegistry({
        file,
        describe: describeModel,
        embedder: hashedEmbedder,
        clock: testClock(),
      });
      await testSync(hubOfMany(), opened.store, { embedder: hashedEmbedder });
      await opened.close();
      const { sql } = RegistryDatabase.openToRead(file);
      const tables = OF_MODELS.map((table) => [table, rowsBetween(sql, table, 0, 2 ** 31)] as const);
      const all = Object.fromEntries([...tables, ["cursors", allRows(sql, "cursors")]]);
      alone = rowsOf(
        JSON.parse(
          `{${Object.entries(all)
            .map(([table, rows]) => `"${table}":${rowsInJson(rows)}`)
            .join()}}`,
        ),
      );
      sql.close();
    });
    beforeEach(async () => {
      database = await server.create();
      watcher = await PostgresDatabase.open(database.url, { applicationName: "watcher" });
      await new PostgresRegistryStore(watcher, describeModel).ensureBuiltinTools();
    });
    afterEach(async () => {
      await Promise.all(machines.splice(0).map((db) => db.close().catch(() => undefined)));
      await watcher.close();
      await database.drop();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it("of one machine ends with the same rows as on SQLite", async () => {
      const { sync } = await machine(hubOfMany());
      expect(await sync()).toMatchObject({ status: "done", turn: "complete" });
      expect(differences(await stored(), alone)).toEqual([]);
    });

    it("of three ends with the same rows as of one, and no card is asked for twice", async () => {
      const hub = hubOfMany();
      const three = await Promise.all([machine(hub), machine(hub), machine(hub)]);
      const reports = await Promise.all(three.map(({ sync }) => sync()));
      expect(reports.map(({ status, turn }) => `${status} ${turn}`)).toEqual(Array(3).fill("done complete"));
      expect(differences(await stored(), alone)).toEqual([]);
      expect(new Set(cardsAsked(hub)).size).toBe(cardsAsked(hub).length);
      const read = reports.map(({ cards }) => cards.fetched + cards.missing + cards.gated);
      expect(read.reduce((sum, n) => sum + n, 0)).toBe(MODELS);
      expect(
        three.filter(({ state }) => state.events.some(({ type }) => type === "page-committed")),
      ).toHaveLength(1);
    });

    it.each(["kill", "stand"] as const)("goes on when the leader goes in the middle: %s", async (how) => {
      const hub = hubOfMany();
      const first = await machine(hub);
      let gone: () => void = () => undefined;
      const going = new Promise<void>((resolve) => {
        gone = resolve;
      });
      hub.intercept = () => {
        if (cardsAsked(hub).length === 30) {
          hub.intercept = () => null;
          void Promise.resolve(first[how]()).then(gone);
        }
        return null;
      };
      void first.sync();
      await going;
      const others = [await machine(hub), await machine(hub)];
      const reports = await Promise.all(others.map(({ sync }) => sync()));
      expect(reports.map(({ turn }) => turn)).toEqual(["complete", "complete"]);
      expect(differences(await stored(), alone)).toEqual([]);
      const twice = cardsAsked(hub).length - new Set(cardsAsked(hub)).size;
      // What the first had asked for and not committed.
      expect(twice).toBeLessThanOrEqual(8);
    });

    it("goes on by itself when the database was away for a moment", async () => {
      const hub = hubOfMany();
      const one = await machine(hub);
      hub.intercept = () => {
        if (cardsAsked(hub).length === 20) {
          hub.intercept = () => null;
          void watcher.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'machine-0'",
          );
        }
        return null;
      };
      expect(await one.sync()).toMatchObject({ status: "done", turn: "complete" });
      expect(differences(await stored(), alone)).toEqual([]);
      expect(one.state.events.filter(({ type }) => type === "waiting").length).toBeGreaterThan(0);
    });

    it("ends what one machine does when that is stopped, and the others do the rest", async () => {
      const hub = hubOfMany();
      const two = [await machine(hub), await machine(hub)];
      hub.intercept = () => {
        if (cardsAsked(hub).length === 40) two[1]?.stop.abort();
        return null;
      };
      const reports = await Promise.all(two.map(({ sync }) => sync()));
      expect(reports.map(({ status }) => status).sort()).toEqual(["done", "interrupted"]);
      expect(differences(await stored(), alone)).toEqual([]);
    });
  },
);

/** Rows of one that the other has not; few of them, since a registry is long. */
function differences(came: Record<string, string[]>, wanted: Record<string, string[]>): string[] {
  const lines = (all: Record<string, string[]>) =>
    Object.entries(all).flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`));
  const [one, other] = [lines(came), lines(wanted)];
  const [inOne, inOther] = [new Set(one), new Set(other)];
  const more = [
    ...other.filter((line) => !inOne.has(line)).map((line) => `missing ${line}`),
    ...one.filter((line) => !inOther.has(line)),
  ];
  return one.length === other.length
    ? more.slice(0, 4)
    : [`${one.length} rows, not ${other.length}`, ...more.slice(0, 4)];
}

/** Columns and keys have no order, and SQLite has 0 and 1 for false and true. */
function inOrder(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (typeof value === "boolean") return Number(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
