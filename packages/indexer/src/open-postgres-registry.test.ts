import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SearchFilters, SearchPage } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { faultOf, postgresServer, type TestDatabase } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanCard } from "./cards/clean-card.js";
import { describeModel } from "./describe-model.js";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import { openPostgresRegistry } from "./open-postgres-registry.js";
import { type OpenedRegistry, openRegistry } from "./open-registry.js";
import type { FieldWeights } from "./ports/registry-reader.js";
import { queryWords } from "./retrieval/query-words.js";
import { FIELD_WEIGHTS } from "./retrieval/ranking-weights.js";
import { RegistryDatabase } from "./store/database/registry-database.js";
import { CommittedState } from "./store/postgres/committed-state.js";
import { PostgresRegistryReader } from "./store/postgres/postgres-registry-reader.js";
import { SqliteRegistryReader } from "./store/sqlite-registry-reader.js";
import { SqliteRegistryStore } from "./store/sqlite-registry-store.js";
import { copyRegistry } from "./testing/copied-registry.js";
import { corpusModels, hasCorpus } from "./testing/corpus-registry.js";
import { testClock } from "./testing/test-http.js";
import { ODD_TASKS, ODD_WORDS, oddModels, testCursor, testRecord } from "./testing/test-record.js";

const server = await postgresServer();

describe.skipIf(server.missing !== null)(`PostgresRegistryReader (${server.missing ?? server.name})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "both-"));
  const sqlite = RegistryDatabase.open(join(folder, "registry.sqlite"));
  const theirs = new SqliteRegistryReader(sqlite, describeModel);
  let database: TestDatabase;
  let db: PostgresDatabase;
  let ours: PostgresRegistryReader;
  beforeAll(async () => {
    const store = new SqliteRegistryStore(sqlite, describeModel);
    await store.ensureBuiltinTools();
    const real = hasCorpus() ? corpusModels().slice(0, 150) : [];
    const models = [
      ...oddModels(),
      ...real.map(({ record, readme }) => ({ record, text: readme && cleanCard(readme, record.id).text })),
    ];
    await store.commitPage(
      models.map(({ record }) => record),
      testCursor(),
    );
    const cards = models.flatMap(({ record: { id, sha }, text }) =>
      text === null
        ? []
        : [{ id, sha, state: "read" as const, card: { modelId: id, text, summary: "" }, etag: null }],
    );
    await store.commitCards(cards);
    await store.replaceEndpoints(
      "Fal-AI",
      cards.slice(0, 9).map(({ id }) => ({
        id,
        endpoint: {
          kind: "provider",
          provider: "Fal-AI",
          providerId: "x",
          task: "translation",
          status: "live",
          price: { input: 1, output: 2.5 },
        },
      })),
    );
    database = await server.create();
    db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
    await copyRegistry(sqlite, db);
    ours = new PostgresRegistryReader(db, describeModel, new CommittedState(db));
  });
  afterAll(async () => {
    await db?.close();
    await database?.drop();
    sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const filters: fc.Arbitrary<SearchFilters> = fc.record(
    {
      task: fc.constantFrom(...ODD_TASKS),
      license: fc.constantFrom("mit", "MIT", "none", "m\0t"),
      licenses: fc.subarray(["mit", "Apache-2.0", "\ud800"]),
      orgs: fc.subarray(["owner", "OTHER-TEAM", ""]),
      language: fc.constantFrom("de", "DE", "en", "fr"),
      provider: fc.constantFrom("fal-ai", "FAL-AI", "groq"),
      runnable: fc.subarray(["provider", "builtin", "local"] as const),
      minDownloads: fc.constantFrom(0, 20.5, Number.NaN, Number.POSITIVE_INFINITY),
      maxParams: fc.constantFrom(5e7, -1, Number.NaN, Number.NEGATIVE_INFINITY),
    },
    { requiredKeys: [] },
  );
  const scored = async (
    reader: SqliteRegistryReader | PostgresRegistryReader,
    words: readonly string[],
    weights: FieldWeights,
    within: SearchFilters = {},
  ) => new Map((await reader.lexical({ words, weights }, within, 1000)).map(({ id, bm25 }) => [id, bm25]));
  const expectSameScores = async (...asked: readonly [readonly string[], FieldWeights, SearchFilters?]) => {
    const [wanted, found] = [await scored(theirs, ...asked), await scored(ours, ...asked)];
    expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [id, bm25] of wanted) expect(Math.abs((found.get(id) ?? 0) - bm25)).toBeLessThan(1e-4);
    const places = [...wanted.values()];
    for (const [i, bm25] of [...found.values()].entries())
      expect(Math.abs(bm25 - (places[i] ?? 0))).toBeLessThan(1e-4);
    return wanted.size;
  };

  it("finds by words what SQLite finds, with the same scores, in the same order", async () => {
    let found = 0;
    for (const text of [
      "owl speech",
      "translate Chinese 中文 stories",
      "running the model",
      "unicode İSTANBUL",
      "automatic speech recognition for German",
      "image generation from text",
      "medical named entities",
    ])
      found += await expectSameScores(queryWords(text), FIELD_WEIGHTS);
    expect(found).toBeGreaterThan(100);
  });

  it("weighs fields as SQLite does, and phrases, and what half of all models have", async () => {
    const weights = fc.record({
      title: fc.constantFrom(0, 1, 3),
      tags: fc.constantFrom(0, 0.5),
      summary: fc.constantFrom(0, 1),
      body: fc.constantFrom(0, 0.3, 8),
    });
    const word = fc.oneof(
      fc.constantFrom(...ODD_WORDS, "speech to", "owl the", "the", "models translation", "x".repeat(70)),
      fc.string({ maxLength: 5 }),
    );
    const property = fc.asyncProperty(
      fc.array(word, { maxLength: 4 }),
      weights,
      filters,
      async (words, ...asked) => {
        await expectSameScores(words, ...asked);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("passes and counts what SQLite passes, in its order", async () => {
    const property = fc.asyncProperty(filters, fc.nat(9), async (within, limit) => {
      expect(await ours.passing(within)).toEqual(await theirs.passing(within));
      expect(await ours.passing(within, limit)).toEqual(await theirs.passing(within, limit));
      expect(await ours.count(within)).toBe(await theirs.count(within));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("shows what SQLite shows", async () => {
    const ids = [...(await theirs.passing({})), "a/gone", "a\0b"];
    expect(await ours.facts(ids)).toEqual(await theirs.facts(ids));
    expect(await ours.views(ids)).toEqual(await theirs.views(ids));
    for (const id of ["BUILTIN/flite", "Builtin/none", "a\0b", ids[3] ?? ""])
      expect(await ours.entry(id)).toEqual(await theirs.entry(id));
    expect(await ours.tasks(["provider", "builtin"])).toEqual(await theirs.tasks(["provider", "builtin"]));
    expect(await ours.facets()).toEqual(await theirs.facets());
    const { bytes: _ours, ...stats } = await ours.stats();
    const { bytes: _theirs, ...wanted } = await theirs.stats();
    expect(stats).toEqual(wanted);
  });

  it("reads in the time of a signal only, and again afterwards", async () => {
    const words = Array.from({ length: 100_000 }, (_, i) => `word${i}`);
    const asked = { words, weights: FIELD_WEIGHTS };
    const controller = new AbortController();
    const search = ours.lexical(asked, {}, 10, controller.signal);
    controller.abort(new Error("enough"));
    await expect(search).rejects.toThrow("enough");
    expect(await ours.lexical(asked, {}, 10)).toEqual([]);
  });

  it("uses what it remembers until it notices another state, and never mixes two", async () => {
    const reader = new PostgresRegistryReader(db, describeModel, new CommittedState(db));
    const found = async (...words: string[]) => (await scored(reader, words, FIELD_WEIGHTS)).size;
    const [id = ""] = await reader.passing({}, 1);
    const downloads = async () => [
      (await reader.views([id]))[0]?.model.downloads,
      (await reader.entry(id))?.model.downloads,
    ];
    const before = await found("owl");
    expect(before).toBeGreaterThan(0);
    const [, old] = await downloads();
    await db.write(async ({ query }) => {
      await query("DELETE FROM hugginggpt.texts");
      await query("UPDATE hugginggpt.models SET downloads = 77 WHERE id = $1", [id]);
      await query("UPDATE hugginggpt.registry_state SET number = number + 1");
    });
    expect(await found("owl")).toBe(before);
    expect(await found("owl", "speech")).toBe(0);
    expect(await found("owl")).toBe(0);
    expect(old).not.toBe(77);
    expect(await downloads()).toEqual([77, 77]);
  });
});

describe.skipIf(server.missing !== null)("openPostgresRegistry", () => {
  let database: TestDatabase;
  let opened: OpenedRegistry;
  const open = (more: { readonly hnswFrom?: number } = {}) =>
    openPostgresRegistry({ url: database.url, describe: describeModel, embedder: hashedEmbedder, ...more });
  beforeAll(async () => {
    database = await server.create();
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });
  const search = (text: string, signal?: AbortSignal) =>
    opened.registry.search({ text, k: 3, filters: {} }, signal);
  const found = async (text: string) => (await search(text)).candidates.map(({ model }) => model.id);
  const put = async (id: string, text: string) => {
    await opened.store.commitPage([testRecord({ id })], testCursor());
    const card = { modelId: id, text, summary: text };
    await opened.store.commitCards([{ id, sha: "a".repeat(40), state: "read", card, etag: null }]);
  };

  it("fills an empty registry with the starter set, and answers from it as SQLite does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "starter-"));
    const file = join(folder, "registry.sqlite");
    const clock = testClock();
    const sqlite = await openRegistry({ file, describe: describeModel, embedder: hashedEmbedder, clock });
    expect(await opened.ensureStarterSet()).toBe(await sqlite.ensureStarterSet());
    expect(await opened.ensureStarterSet()).toBe(0);
    for (const filters of [{}, { task: "translation" }, { runnable: ["builtin"] }] as const) {
      for (const text of ["recognise speech", "translate German to French", "caption a photo", ""]) {
        const query = { text, k: 10, filters };
        const [ours, theirs] = [await opened.registry.search(query), await sqlite.registry.search(query)];
        expect(shown(ours)).toEqual(shown(theirs));
      }
    }
    await sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("publishes an index of vectors where that is worth it and the server can", async () => {
    expect(await opened.publishIndex()).toMatchObject({ kind: "exact" });
    const other = await open({ hnswFrom: 1 });
    const { kind, reason } = await other.publishIndex();
    expect([kind, reason]).toEqual(
      server.hasVectors
        ? ["hnsw", expect.anything()]
        : ["exact", "the server has no pgvector: an exact scan is used"],
    );
    await other.close();
  });

  it("finds what was committed a moment ago, by this process or another", async () => {
    expect(await found("quokkas of Rottnest")).not.toContain("a/quokkas");
    await put("a/quokkas", "Counts quokkas of Rottnest.");
    expect((await found("quokkas of Rottnest"))[0]).toBe("a/quokkas");
    const other = await open();
    await other.store.moveModel("a/quokkas", testRecord({ id: "b/quokkas" }));
    expect((await found("quokkas of Rottnest"))[0]).toBe("b/quokkas");
    await other.close();
  });

  it("lets one process write, and names it to others", async () => {
    const other = await open();
    expect(await other.writer()).toBeNull();
    const giveBack = await opened.lock();
    expect(await other.writer()).toMatchObject({ pid: process.pid });
    expect(await faultOf(other.lock())).toMatchObject({ code: "REGISTRY_LOCKED", retryable: true });
    await giveBack();
    await (await other.lock())();
    expect(await other.writer()).toBeNull();
    await other.close();
  });

  it("is verified as sound, told what is not, and made anew", async () => {
    expect(await opened.verify()).toMatchObject({ ok: true });
    const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
    await db.query("DELETE FROM hugginggpt.texts WHERE row % 2 = 0");
    await db.query("UPDATE hugginggpt.vectors SET text_hash = 'x' WHERE row = 20");
    const { ok, checks } = await opened.verify();
    const wrong = checks.filter((check) => !check.ok).map(({ name }) => name);
    expect([ok, wrong]).toEqual([false, ["full text", "vectors"]]);
    expect((await opened.rebuild()).texts).toBe((await search("")).total);
    expect((await opened.verify()).checks.find(({ name }) => name === "full text")).toMatchObject({
      ok: true,
    });
    await db.close();
  });

  it("takes any text", async () => {
    for (const text of [
      "q\0z",
      "\ud800",
      "a".repeat(1e6),
      "word ".repeat(100_000),
      "'); DROP SCHEMA hugginggpt; --",
    ])
      expect((await search(text)).total).toBeGreaterThan(0);
  });

  it("says when the connection is lost in the middle of a search, and searches again by itself", async () => {
    const db = await PostgresDatabase.open(database.url, { applicationName: "breaker" });
    await put("a/other", "Another model, so that nothing is remembered.");
    const holding = db.write(async ({ query }) => {
      await query("LOCK TABLE hugginggpt.texts IN ACCESS EXCLUSIVE MODE");
      const lost = faultOf(search("speech"));
      for (;;) {
        const ended = await query(CUT);
        if (ended.length > 0) return lost;
      }
    });
    expect(await holding).toMatchObject({ code: "DATABASE_LOST", retryable: true });
    expect(await found("recognise speech")).toHaveLength(3);
    await db.close();
  });

  it("says what to do where the server lets a statement wait no longer, and searches again", async () => {
    const db = await PostgresDatabase.open(database.url, { applicationName: "breaker" });
    const url = new URL(database.url);
    url.searchParams.set("options", "-c lock_timeout=200");
    const hurried = await openPostgresRegistry({
      url: url.href,
      describe: describeModel,
      embedder: hashedEmbedder,
    });
    const query = { text: "recognise speech", k: 3, filters: {} };
    const fault = await db.write(async (transaction) => {
      await transaction.query("LOCK TABLE hugginggpt.texts IN ACCESS EXCLUSIVE MODE");
      return faultOf(hurried.registry.search(query));
    });
    expect(fault).toMatchObject({
      code: "DATABASE_BUSY",
      retryable: true,
      next: expect.stringContaining("again"),
    });
    expect((await hurried.registry.search(query)).candidates).toHaveLength(3);
    await hurried.close();
    await db.close();
  });

  it("ends a search whose signal is aborted, on the server too", async () => {
    const db = await PostgresDatabase.open(database.url, { applicationName: "breaker" });
    await put("a/third", "A third one, so that nothing is remembered.");
    const controller = new AbortController();
    const reason = await db.write(async ({ query }) => {
      await query("LOCK TABLE hugginggpt.texts IN ACCESS EXCLUSIVE MODE");
      const stopped = search("speech", controller.signal).catch((error: unknown) => error);
      while ((await query(WAITING)).length === 0);
      controller.abort(new Error("enough"));
      return stopped;
    });
    expect(reason).toEqual(new Error("enough"));
    expect(await db.query(WAITING)).toEqual([]);
    expect(await found("recognise speech")).toHaveLength(3);
    await db.close();
  });
});

function shown({ total, notes, candidates }: SearchPage) {
  const rows = candidates.map(({ model, score }) => [model.id, score.toFixed(3)]);
  return { total, notes, rows };
}

const WAITING = `
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name LIKE 'hugginggpt %'`;
const CUT = `SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`;
