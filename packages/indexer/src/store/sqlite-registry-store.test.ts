import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILTIN_TOOLS, type ModelRecord, type SearchFilters } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeModel } from "../testing/describe-model.js";
import { registryReaderContract } from "../testing/registry-reader-contract.js";
import { registryStoreContract } from "../testing/registry-store-contract.js";
import { testCursor, testRecord } from "../testing/test-record.js";
import { storedVectors, vectorReaderContract } from "../testing/vector-reader-contract.js";
import { RegistryDatabase } from "./database/registry-database.js";
import { SqliteRegistryReader } from "./sqlite-registry-reader.js";
import { SqliteRegistryStore } from "./sqlite-registry-store.js";
import { SqliteVectorReader } from "./vectors/sqlite-vector-reader.js";

const WEIGHTS = { title: 1, tags: 1, summary: 1, body: 1 };

function open(folder: string) {
  const db = RegistryDatabase.open(join(folder, "home", "registry.sqlite"));
  return {
    db,
    store: new SqliteRegistryStore(db, describeModel),
    reader: new SqliteRegistryReader(db, describeModel),
    vectors: new SqliteVectorReader(db),
  };
}

registryStoreContract("SqliteRegistryStore", async () => {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  const { db, store } = open(folder);
  return {
    store,
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

registryReaderContract("SqliteRegistryReader", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reader-"));
  const { db, store, reader } = open(folder);
  return {
    store,
    reader,
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

vectorReaderContract("SqliteVectorReader", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vectors-"));
  const { db, store, vectors } = open(folder);
  return {
    reader: vectors,
    ...(await storedVectors(store)),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

describe("SqliteRegistryStore", () => {
  let folder: string;
  let opened: ReturnType<typeof open>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "store-"));
    opened = open(folder);
  });
  afterEach(() => {
    opened.db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (...records: (Partial<ModelRecord> & { id: string })[]) =>
    opened.store.commitPage(records.map(testRecord), testCursor());
  const putCard = (id: string, text: string) =>
    opened.store.commitCards([
      { id, sha: "a".repeat(40), state: "read", card: { modelId: id, text, summary: text }, etag: null },
    ]);
  const found = async (word: string, filters: SearchFilters = {}) =>
    (await opened.reader.lexical({ words: [word], weights: WEIGHTS }, filters, 100)).map(({ id }) => id);
  const passing = async (filters: SearchFilters) => {
    const { reader } = opened;
    const ids = await reader.passing(filters);
    expect(await reader.count(filters)).toBe(ids.length);
    return ids;
  };

  it("writes nothing of a page when one record cannot be written", async () => {
    // A value of the wrong type, as a bug would pass it.
    const broken = { ...testRecord({ id: "a/broken" }), downloads: "many" } as unknown as ModelRecord;
    await expect(
      opened.store.commitPage([testRecord({ id: "a/good" }), broken], testCursor()),
    ).rejects.toThrow();
    expect(await opened.reader.entry("a/good")).toBeNull();
    expect(await opened.store.cursor("all")).toBeNull();
  });

  it("describes a model without a card by its base model's card, as that stands", async () => {
    await put({ id: "a/base" }, { id: "a/quantized", baseModel: "A/Base", baseRelation: "quantized" });
    await putCard("a/base", "Knows whales.");
    expect(await found("whales")).toEqual(["a/base", "a/quantized"]);
    await putCard("a/base", "Knows seals.");
    expect(await found("whales")).toEqual([]);
    expect(await found("seals")).toEqual(["a/base", "a/quantized"]);
  });

  it("leaves a record as it is when the Hub sends an older one", async () => {
    await put({ id: "a/one", lastModified: "2024-05-01T00:00:00.000Z", downloads: 9 });
    await put({ id: "a/one", lastModified: "2024-04-01T00:00:00.000Z", downloads: 1 });
    expect((await opened.reader.entry("a/one"))?.model.downloads).toBe(9);
  });

  it("keeps what an endpoint costs and how fast it is, and nothing where that is not known", async () => {
    await put({ id: "a/one" });
    const facts = { price: { input: 0.5, output: 2 }, latencyMs: 400, throughput: 50.5 };
    const plain = {
      kind: "provider",
      provider: "groq",
      providerId: "p",
      task: "conversational",
      status: "live",
    } as const;
    for (const endpoint of [{ ...plain, ...facts }, plain]) {
      await opened.store.replaceEndpoints("groq", [{ id: "a/one", endpoint }]);
      expect((await opened.reader.entry("a/one"))?.endpoints).toEqual([endpoint]);
    }
  });

  it("reads cards of runnable models first, then of the most downloaded, failed ones last", async () => {
    await put(
      { id: "a/rare" },
      { id: "a/loved", downloads: 9 },
      { id: "a/failed", downloads: 99 },
      { id: "a/runs" },
    );
    await opened.store.replaceEndpoints("fal-ai", [
      {
        id: "a/runs",
        endpoint: { kind: "provider", provider: "fal-ai", providerId: "1", task: "x", status: "live" },
      },
    ]);
    await opened.store.commitCards([{ id: "a/failed", sha: null, state: "failed", card: null, etag: null }]);
    const todo = await opened.store.cardsToRead(Number.MAX_SAFE_INTEGER);
    expect(todo.map(({ id }) => id)).toEqual(["a/runs", "a/loved", "a/rare", "a/failed"]);
  });

  it("reads the best card of every task before any task's second, ties by id", async () => {
    await put(
      { id: "a/b2", downloads: 50 },
      { id: "a/b1", downloads: 50 },
      { id: "a/b3", downloads: 40, likes: 9 },
      { id: "a/t1", downloads: 5, task: "translation" },
      { id: "a/t2", downloads: 4, task: "translation" },
      { id: "a/none", task: null },
    );
    const order = async (limit: number) => (await opened.store.cardsToRead(limit)).map(({ id }) => id);
    expect(await order(10)).toEqual(["a/b1", "a/t1", "a/none", "a/b2", "a/t2", "a/b3"]);
    expect(await order(2)).toEqual(["a/b1", "a/t1"]);
  });

  it("weighs what is done by downloads, twice where a model runs", async () => {
    await put({ id: "a/rare" }, { id: "a/runs" });
    await opened.store.replaceEndpoints("fal-ai", [
      {
        id: "a/runs",
        endpoint: { kind: "provider", provider: "fal-ai", providerId: "1", task: "x", status: "live" },
      },
    ]);
    await putCard("a/runs", "Reads.");
    expect((await opened.store.progress(false)).share.cards).toBeCloseTo(2 / 3);
  });

  it.each([
    ["a wrong dimension", Float32Array.of(1)],
    ["a value that is no number", Float32Array.of(Number.NaN, 1)],
    ["another length than one", Float32Array.of(3, 4)],
  ])("refuses a vector with %s and keeps none of its batch", async (_what, values) => {
    await put({ id: "a/one" }, { id: "a/two" });
    await opened.store.useEmbedder({ name: "test", dimension: 2 });
    const [one, two] = await opened.store.textsToEmbed(2);
    const batch = [
      { id: "a/one", textHash: one?.textHash ?? "", values: Float32Array.of(1, 0) },
      { id: "a/two", textHash: two?.textHash ?? "", values },
    ];
    await expect(opened.store.commitVectors(batch)).rejects.toThrow(RangeError);
    expect((await opened.vectors.state()).count).toBe(0);
  });

  it("passes over vectors of texts that changed and of models that are gone", async () => {
    await put({ id: "a/one" });
    await opened.store.useEmbedder({ name: "test", dimension: 2 });
    const values = Float32Array.of(0, 1);
    await opened.store.commitVectors([
      { id: "a/one", textHash: "of an older text", values },
      { id: "a/gone", textHash: "x", values },
    ]);
    expect(await opened.store.counts()).toEqual({ textsToEmbed: 1, vectors: 0 });
  });

  it("has the built-in tools after asking twice, runnable, out of the Hub's reach", async () => {
    await opened.store.ensureBuiltinTools();
    await opened.store.ensureBuiltinTools();
    expect((await opened.reader.stats()).models.builtin).toBe(BUILTIN_TOOLS.length);
    expect(await passing({ runnable: ["builtin"] })).toHaveLength(BUILTIN_TOOLS.length);
    await put({ id: "Builtin/flite", task: "translation" });
    expect((await opened.reader.entry("builtin/flite"))?.model.source).toBe("builtin");
    await opened.store.finishFullPass(testCursor({ pass: 9 }));
    expect((await opened.reader.stats()).models.builtin).toBe(BUILTIN_TOOLS.length);
  });

  it("fills an empty registry with the starter set, which gives way to the Hub's records", async () => {
    await opened.store.ensureBuiltinTools();
    const filled = await opened.store.ensureStarterSet();
    expect(filled).toBeGreaterThan(100);
    expect(await opened.store.ensureStarterSet()).toBe(0);
    const id = "google-t5/t5-base";
    expect((await opened.reader.entry(id))?.model.source).toBe("starter");
    await put({ id, task: "translation" });
    const entry = await opened.reader.entry(id);
    expect(entry?.model.source).toBe("hub");
    expect(entry?.card).toBeNull();
    expect(await opened.store.finishFullPass(testCursor())).toBe(filled - 1);
    expect((await opened.reader.stats()).models).toEqual({
      hub: 1,
      seed: 0,
      starter: 0,
      builtin: BUILTIN_TOOLS.length,
    });
    expect(await opened.store.ensureStarterSet()).toBe(0);
  });

  it("counts where the models of a task have live endpoints, alike ones together", async () => {
    await opened.store.ensureBuiltinTools();
    await put({ id: "a/one", task: "text-to-speech" }, { id: "a/two", task: "text-to-speech" });
    const at = (id: string, provider: string, status: "live" | "error") =>
      ({
        id,
        endpoint: { kind: "provider", provider, providerId: `its-${id}`, task: "text-to-speech", status },
      }) as const;
    await opened.store.replaceEndpoints("fal-ai", [
      at("a/one", "fal-ai", "live"),
      at("a/two", "fal-ai", "live"),
    ]);
    await opened.store.replaceEndpoints("replicate", [at("a/one", "replicate", "error")]);
    const [speech] = await opened.reader.tasks(["provider", "builtin"]);
    expect(speech?.places).toMatchObject([
      { endpoint: { kind: "provider", provider: "fal-ai", task: "text-to-speech" }, models: 2 },
      { endpoint: { kind: "builtin", tool: "flite" }, models: 1 },
    ]);
    const [local] = await opened.reader.tasks(["builtin"]);
    expect(local?.places?.map(({ endpoint }) => endpoint.kind)).toEqual(["builtin"]);
  });

  it("stands as it was when it is opened again", async () => {
    await put({ id: "a/one" });
    await opened.store.noteSync("2024-03-01T00:00:00.000Z");
    opened.db.close();
    opened = open(folder);
    expect((await opened.reader.stats()).lastSync).toBe("2024-03-01T00:00:00.000Z");
    expect(await found("one")).toEqual(["a/one"]);
  });
});
