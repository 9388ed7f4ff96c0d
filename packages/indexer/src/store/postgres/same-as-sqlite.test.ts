import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { getTableColumns, getTableName } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegistryStore } from "../../ports/registry-store.js";
import { describeModel } from "../../testing/describe-model.js";
import { onPostgres } from "../../testing/postgres-registries.js";
import { testCursor, testRecord } from "../../testing/test-record.js";
import { RegistryDatabase } from "../database/registry-database.js";
import {
  aliases,
  cards,
  cursors,
  endpoints,
  fullPasses,
  meta,
  models,
  moves,
  vectors,
} from "../database/schema.js";
import { SqliteRegistryStore } from "../sqlite-registry-store.js";
import { PostgresRegistryStore } from "./postgres-registry-store.js";

/** Sequences of work that are tried; FC_RUNS tries more. */
const RUNS = Number(process.env.FC_RUNS ?? 3);

/** Few ids, so that most of what happens happens to what is there; some differ in case alone. */
const ids = fc.constantFrom(
  "a/one",
  "A/One",
  "a/two",
  "b/two",
  "b/two-GGUF",
  "b/three",
  "legacy",
  "a/two-q4",
);
const hubIds = fc.constantFrom(undefined, "h1", "h2", "h3");
const texts = fc.constantFrom("x".repeat(400), "A card.", "Nul \0 and half \ud800.", "");
const days = fc.constantFrom(
  "2024-01-01T00:00:00.000Z",
  "2024-01-02T00:00:00.000Z",
  "2024-01-03T00:00:00.000Z",
);
const shas = fc.constantFrom("a".repeat(40), "b".repeat(40), null);

const records: fc.Arbitrary<ModelRecord> = fc
  .record({
    id: ids,
    hubId: hubIds,
    task: fc.constantFrom("text-classification", "translation", null),
    downloads: fc.constantFrom(0, 1, 1000, 5_000_000_000),
    likes: fc.constantFrom(0, 5),
    tags: fc.constantFrom([], ["transformers.js"], ["b", "a\0"], ["GGUF"]),
    languages: fc.constantFrom([], ["en", "EN", "de"]),
    gated: fc.constantFrom(false as const, "auto" as const),
    parameters: fc.constantFrom(null, 7e9, 0.1),
    sha: shas,
    createdAt: days,
    lastModified: fc.option(days),
    baseModel: fc.constantFrom(null, "A/ONE", "b/two"),
  })
  .map(({ hubId, ...rest }) => testRecord({ ...rest, ...(hubId === undefined ? {} : { hubId }) }));

const cardsRead = fc.record({
  id: ids,
  sha: shas,
  state: fc.constantFrom("read" as const, "missing" as const, "gated" as const, "failed" as const),
  card: fc.option(texts.map((text) => ({ modelId: "a/one", text, summary: text.slice(0, 20) }))),
  etag: fc.constantFrom(null, '"1"'),
  withoutToken: fc.boolean(),
  movedTo: fc.constantFrom(null, "c/new"),
});

const ENDPOINT: Endpoint = {
  kind: "provider",
  provider: "groq",
  providerId: "x",
  task: "text-to-image",
  status: "live",
  price: { input: 0.1, output: 2 },
};

type Step = (store: RegistryStore, turn: number) => Promise<unknown>;

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(records, { maxLength: 6 }).map(
      (page): Step =>
        (store, pass) =>
          store.commitPage(page, testCursor({ pass })),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.array(cardsRead, { maxLength: 4 }).map(
      (results): Step =>
        (store) =>
          store.commitCards(results),
    ),
  },
  fc.array(records, { maxLength: 4 }).map(
    (given): Step =>
      (store) =>
        store.commitSeed(
          given.map((record) => ({
            record: { ...record, source: "seed", sha: null },
            card: record.likes > 0 ? null : { modelId: record.id, text: "Seeded.", summary: "Seeded." },
          })),
          { key: "file", rows: 7, done: false },
        ),
  ),
  fc.tuple(ids, records).map(
    ([from, record]): Step =>
      (store) =>
        store.moveModel(from, record),
  ),
  ids.map(
    (from): Step =>
      (store) =>
        store.forgetMove(from),
  ),
  fc.constant<Step>((store) => store.linkCopies()),
  fc.boolean().map(
    (sparesRunnable): Step =>
      (store, pass) =>
        store.finishFullPass(testCursor({ pass }), { sparesRunnable, author: "a" }),
  ),
  fc.constant<Step>((store, pass) => store.finishFullPass(testCursor({ pass: pass - 2, scope: "other" }))),
  fc.array(ids, { maxLength: 3 }).map(
    (given): Step =>
      (store, turn) =>
        store.replaceEndpoints(
          "groq",
          given.map((id) => ({ id, endpoint: ENDPOINT })),
          turn,
        ),
  ),
  fc.constantFrom("one", "other").map(
    (name): Step =>
      (store) =>
        store.useEmbedder({ name, dimension: 2 }),
  ),
  fc.nat({ max: 3 }).map(
    (limit): Step =>
      (store) =>
        embed(store, limit),
  ),
);

async function embed(store: RegistryStore, limit: number): Promise<unknown> {
  if ((await store.embedder()) === null) return null;
  const todo = await store.textsToEmbed(limit);
  await store.commitVectors(
    todo.map(({ id, textHash }) => ({ id, textHash, values: Float32Array.of(0.6, 0.8) })),
  );
  return todo.length;
}

/** What is compared, without the numbers of rows: models stand by their ids. */
const TABLES = [models, cards, endpoints, aliases, vectors, moves, cursors, fullPasses, meta];

/** Returns all rows of both as lines; JSON by its keys in order, bytes in hex. */
function dumped(
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  idOf: (row: number) => string,
) {
  return rows
    .map((row) => {
      const cells = Object.entries(row).map(([name, value]) => [
        name,
        name === "row" ? idOf(Number(value)) : plain(value),
      ]);
      return `${table} ${JSON.stringify(Object.fromEntries(cells.sort()))}`;
    })
    .sort();
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort());
}

function dumpSqlite(db: RegistryDatabase): string[] {
  const byRow = new Map(
    db.orm
      .select()
      .from(models)
      .all()
      .map(({ row, id }) => [row, id]),
  );
  return TABLES.flatMap((table) =>
    dumped(getTableName(table), db.orm.select().from(table).all(), (row) => byRow.get(row) ?? "?"),
  );
}

async function dumpPostgres(db: PostgresDatabase): Promise<string[]> {
  const rows = await db.query<{ row: number; id: string }>("SELECT row, id FROM hugginggpt.models");
  const byRow = new Map(rows.map(({ row, id }) => [row, id]));
  const dumps: string[] = [];
  for (const table of TABLES) {
    const columns = Object.entries(getTableColumns(table)).map(
      ([name, { name: column }]) => `${column} AS "${name}"`,
    );
    const found = await db.query<Record<string, unknown>>(
      `SELECT ${columns.join(", ")} FROM hugginggpt.${getTableName(table)}`,
    );
    dumps.push(...dumped(getTableName(table), found, (row) => byRow.get(row) ?? "?"));
  }
  return dumps;
}

onPostgres((open) => {
  describe("PostgresRegistryStore", () => {
    let sqlite: RegistryDatabase;
    let postgres: PostgresDatabase;
    let folder: string;
    beforeEach(async () => {
      postgres = await open();
      folder = mkdtempSync(join(tmpdir(), "hugginggpt-same-"));
    });
    afterEach(() => {
      sqlite?.close();
      rmSync(folder, { recursive: true });
    });

    it("holds what SQLite holds after the same work, whatever it was", async () => {
      const property = fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 15 }), async (work) => {
        await open();
        sqlite = RegistryDatabase.open(join(mkdtempSync(join(folder, "run-")), "registry.sqlite"));
        const one = new SqliteRegistryStore(sqlite, describeModel);
        const other = new PostgresRegistryStore(postgres, describeModel);
        for (const [turn, step] of work.entries()) {
          expect(await step(other, turn + 1)).toEqual(await step(one, turn + 1));
          expect(await other.cardsToRead(10, true)).toEqual(await one.cardsToRead(10, true));
        }
        expect(await dumpPostgres(postgres)).toEqual(dumpSqlite(sqlite));
        sqlite.close();
      });
      await fc.assert(property, { numRuns: RUNS });
    });
  });
});
