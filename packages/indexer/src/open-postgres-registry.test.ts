import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SearchFilters } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanCard } from "./cards/clean-card.js";
import { describeModel } from "./describe-model.js";
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
import { testCursor, testRecord } from "./testing/test-record.js";

const server = await postgresServer();

/** Words of texts: some are rare, most are in half of all models, and some are the same to FTS5. */
const WORDS = [
  ..."owl owls owl's running runs speech Speech-to-text wav2vec2 中文 ไทย कहानी Ünïcödé unicode İstanbul 🦉 ﬁne e\u0301te".split(
    " ",
  ),
  ..."the the the model models translation translate classify".split(" "),
];
const TASKS = ["text-classification", "translation", "automatic-speech-recognition"] as const;

/** Models that look random and are the same in every run. */
function* smallModels() {
  for (let i = 0; i < 120; i++) {
    const words = (salt: number, count: number) =>
      Array.from({ length: count }, (_, n) => WORDS[(i * 7 + n * salt + ((i * n) % 5)) % WORDS.length]).join(
        " ",
      );
    const id = `${i % 3 ? "Owner" : "other-team"}/${words(3, 2).replace(/[^\w.-]+/g, "-")}-${i}`;
    const text = `${words(5, i % 40)}.${i % 6 ? "" : ` ${"x".repeat(70)} owl`}`;
    yield {
      record: testRecord({
        id,
        task: TASKS[i % 3] ?? null,
        downloads: (i * 37) % 50,
        license: i % 4 ? "MIT" : "apache-2.0",
        languages: i % 2 ? ["de", "EN"] : [],
        parameters: i % 5 ? i * 1e6 : null,
        tags: ["transformers.js", words(2, 3)],
        ...(i % 10 === 9 ? { baseModel: "Owner/base" } : {}),
      }),
      text: i % 7 ? text : null,
    };
  }
}

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
      ...smallModels(),
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
      task: fc.constantFrom(...TASKS),
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
      fc.constantFrom(...WORDS, "speech to", "owl the", "the", "models translation", "x".repeat(70)),
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
});
