import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BUILTIN_TOOLS,
  type Embedder,
  Fault,
  type ModelRecord,
  type SearchFilters,
} from "@hugginggpt/shared";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cleanCard } from "./cards/clean-card.js";
import { describeModel } from "./describe-model.js";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import { modelRecord } from "./hub/model-record.js";
import { parseWireModel } from "./hub/wire-model.js";
import { type OpenedRegistry, openRegistry } from "./open-registry.js";
import { testClock } from "./testing/test-http.js";
import { testCursor, testRecord } from "./testing/test-record.js";

const CORPUS = new URL("../../../../shared/corpus/hub-models.jsonl", import.meta.url);

async function open(folder: string, embedder: Embedder = hashedEmbedder): Promise<OpenedRegistry> {
  return openRegistry({
    file: join(folder, "registry.sqlite"),
    describe: describeModel,
    embedder,
    clock: testClock(),
  });
}

async function embed(store: OpenedRegistry["store"]): Promise<void> {
  await store.useEmbedder({ name: hashedEmbedder.name, dimension: 384 });
  for (;;) {
    const todo = await store.textsToEmbed(200);
    if (todo.length === 0) return;
    const values = await hashedEmbedder.embed(
      todo.map(({ text }) => text),
      "document",
    );
    await store.commitVectors(
      todo.map(({ id, textHash }, i) => ({ id, textHash, values: values[i] ?? new Float32Array(384) })),
    );
  }
}

describe("openRegistry", () => {
  let folder: string;
  let opened: OpenedRegistry;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "registry-"));
    opened = await open(folder);
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const put = (...records: (Partial<ModelRecord> & { id: string })[]) =>
    opened.store.commitPage(records.map(testRecord), testCursor());
  const search = (text: string, filters: SearchFilters = {}, k = 10) =>
    opened.registry.search({ text, k, filters });
  const idsOf = async (text: string, filters: SearchFilters = {}, k = 10) =>
    (await search(text, filters, k)).candidates.map(({ model }) => model.id);

  it("answers searches that are under way at once as one after another", async () => {
    const subjects = ["owls", "rivers", "engines", "verbs", "clouds"];
    const page = Array.from({ length: 50 }, (_, i) => ({ id: `a/${subjects[i % 5]}-${i}`, downloads: i }));
    await put(...page);
    const search = async (text: string) => {
      const { candidates } = await opened.registry.search({ text, k: 5, filters: {} });
      return candidates.map(({ model }) => model.id);
    };
    await search("the first of a state asks the store");
    const single = [];
    for (const subject of subjects) single.push(await search(subject));
    expect(await Promise.all(subjects.map(search))).toEqual(single);
  });

  it("has the built-in tools from the start, and says that there are no vectors yet", async () => {
    const page = await search("read this aloud");
    expect(page.candidates[0]?.model.id).toBe("builtin/flite");
    expect(page.candidates[0]?.endpoints).toMatchObject([{ kind: "builtin", tool: "flite" }]);
    expect(page.notes).toEqual([expect.stringContaining("No vectors yet")]);
  });

  it("answers from the starter set by both rankings", async () => {
    expect(await opened.ensureStarterSet()).toBeGreaterThan(100);
    const page = await search("translate text between many languages", { task: "translation" });
    expect(page.notes).toEqual([]);
    expect(page.candidates[0]?.model.id).toBe("facebook/nllb-200-1.3B");
    expect(page.candidates[0]?.summary).toContain("translate");
    expect(page.candidates[0]?.why.similarity).toBeGreaterThan(0);
    expect(page.candidates.every(({ model }) => model.task === "translation")).toBe(true);
  });

  it("sees what was committed a moment ago, and no more what was removed", async () => {
    await put({ id: "a/platypus-detector" });
    expect(await idsOf("platypus")).toContain("a/platypus-detector");
    await embed(opened.store);
    await search("platypus");
    await put({ id: "a/wombat-detector" });
    await embed(opened.store);
    expect((await idsOf("wombat"))[0]).toBe("a/wombat-detector");
    await opened.store.finishFullPass(testCursor({ pass: 2 }));
    expect(await idsOf("wombat platypus")).not.toContain("a/wombat-detector");
  });

  it("gives k results whenever k models pass, matching or not", async () => {
    await put(
      ...Array.from({ length: 30 }, (_, i) => ({
        id: `a/m${i}`,
        license: i % 2 ? "isc" : "other",
        downloads: i,
      })),
    );
    const page = await search("zebra", { license: "isc" }, 12);
    expect(page.total).toBe(15);
    expect(page.candidates).toHaveLength(12);
    expect(page.candidates.every(({ model }) => model.license === "isc")).toBe(true);
    expect((await idsOf("zebra", { license: "isc" }, 1000)).length).toBe(15);
  });

  it("gives the most downloaded for an empty text", async () => {
    await put({ id: "a/few", downloads: 1 }, { id: "a/most", downloads: 9 }, { id: "a/many", downloads: 5 });
    expect(await idsOf("  ", {}, 3)).toEqual(["a/most", "a/many", "a/few"]);
  });

  it("finds models by the names that tasks had", async () => {
    await put({ id: "a/old", task: "conversational" }, { id: "a/new", task: "text-generation" });
    expect((await idsOf("chat", { task: "text-generation" })).sort()).toEqual(["a/new", "a/old"]);
  });

  it("leaves vectors of another embedder out and says what to do", async () => {
    await put({ id: "a/platypus" });
    await embed(opened.store);
    opened.close();
    opened = await open(folder, { ...hashedEmbedder, name: "openai:small" });
    const page = await search("platypus");
    expect(page.candidates[0]?.model.id).toBe("a/platypus");
    expect(page.candidates[0]?.why.similarity).toBe(0);
    expect(page.notes).toEqual([expect.stringMatching(/hashed-v1.*openai:small.*--embedder hashed-v1/)]);
  });

  it("answers by words when the embedder's server fails, and throws what is no fault", async () => {
    await put({ id: "a/platypus" });
    await embed(opened.store);
    opened.close();
    let error: Error = new Fault("NETWORK", "No answer");
    opened = await open(folder, { ...hashedEmbedder, embed: () => Promise.reject(error) });
    expect(await search("platypus")).toMatchObject({ notes: [expect.stringContaining("No answer")] });
    error = new TypeError("a bug");
    await expect(search("platypus")).rejects.toThrow("a bug");
  });

  it("takes any text: what looks like syntax, control characters, a megabyte", async () => {
    await put({ id: "a/bert-b" });
    await embed(opened.store);
    expect(await idsOf("bert-b")).toContain("a/bert-b");
    for (const text of ['"', "*", "NEAR(", "a\u0000b", "x".repeat(1 << 20), "word ".repeat(200_000)])
      await search(text);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 200 }), async (text) => {
        for (const { score, why } of (await search(text)).candidates) {
          const { raw: _raw, ...parts } = why;
          expect(score).toBeCloseTo(
            Object.values(parts).reduce((sum, part) => sum + part, 0),
            9,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it("gives the same order every time", async () => {
    await put(...Array.from({ length: 20 }, (_, i) => ({ id: `a/same-${String.fromCharCode(116 - i)}` })));
    await embed(opened.store);
    const first = await idsOf("same", {}, 20);
    expect(await idsOf("same", {}, 20)).toEqual(first);
    opened.close();
    opened = await open(folder);
    expect(await idsOf("same", {}, 20)).toEqual(first);
  });

  it("stops when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("stop"));
    await expect(opened.registry.search({ text: "x", k: 1, filters: {} }, aborted)).rejects.toThrow("stop");
  });

  it("keeps one writer at a time", async () => {
    const release = await opened.lock();
    const other = await open(folder);
    await expect(other.lock()).rejects.toThrow(/locked by pid/);
    await release();
    await (await other.lock())();
    await other.close();
  });

  it("says what serves vector searches", async () => {
    expect((await opened.registry.stats()).vectorIndex).toMatchObject({
      kind: "exact",
      reason: "no vectors yet",
    });
    await put({ id: "a/one" });
    await embed(opened.store);
    expect(await opened.publishIndex()).toMatchObject({ kind: "exact" });
    expect((await opened.registry.stats()).vectorIndex.reason).toContain("an exact scan");
  });
});

describe.skipIf(!existsSync(CORPUS))("search over 673 real models (skips without ../shared/corpus)", () => {
  let folder: string;
  let opened: OpenedRegistry;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "corpus-"));
    opened = await open(folder);
    const lines = readFileSync(CORPUS, "utf8").trim().split("\n");
    const items: { item: unknown; readme: string | null }[] = lines.map((line) => JSON.parse(line));
    const models = items.flatMap(({ item, readme }) => {
      const wire = parseWireModel(item);
      return wire === null ? [] : [{ record: modelRecord(wire), readme }];
    });
    await opened.store.commitPage(
      models.map(({ record }) => record),
      testCursor(),
    );
    await opened.store.commitCards(
      models.map(({ record: { id, sha }, readme }) => ({
        id,
        sha,
        state: readme === null ? "missing" : "read",
        card: readme === null ? null : cleanCard(readme, id),
        etag: null,
      })),
    );
    await embed(opened.store);
    await opened.publishIndex();
  });
  afterAll(() => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds FinBERT first for the sentiment of financial news", async () => {
    const page = await opened.registry.search({ text: "sentiment of financial news", k: 5, filters: {} });
    expect(page.candidates[0]?.model.id).toBe("ProsusAI/finbert");
    expect(page.total).toBe(673 + BUILTIN_TOOLS.length);
  });

  it("answers from memory as from the store", async () => {
    const texts = [
      "generate images of anime",
      "speech to text in german",
      "sentence embeddings",
      "zebra",
      "model text",
    ];
    for (const text of texts) {
      for (const filters of [{}, { task: "text-generation" }] as const) {
        await opened.store.noteSync(new Date(0).toISOString());
        const first = await opened.registry.search({ text, k: 20, filters });
        const second = await opened.registry.search({ text, k: 20, filters });
        expect(second.candidates.map(({ model }) => model.id)).toEqual(
          first.candidates.map(({ model }) => model.id),
        );
        for (const [i, { score }] of second.candidates.entries())
          expect(score).toBeCloseTo(first.candidates[i]?.score ?? 0, 5);
      }
    }
  });

  it("is verified as sound, and made anew", async () => {
    expect(await opened.verify()).toMatchObject({ ok: true });
    const before = await opened.registry.search({ text: "german", k: 20, filters: {} });
    expect((await opened.rebuild()).texts).toBe(673 + BUILTIN_TOOLS.length);
    expect(await opened.verify()).toMatchObject({ ok: true });
    const after = await opened.registry.search({ text: "german", k: 20, filters: {} });
    expect(after.candidates.map(({ model }) => model.id)).toEqual(
      before.candidates.map(({ model }) => model.id),
    );
  });

  it("shows translation models only under that filter", async () => {
    const filters = { task: "translation" } as const;
    const page = await opened.registry.search({ text: "german", k: 1000, filters });
    expect(page.candidates).toHaveLength(page.total);
    expect(new Set(page.candidates.map(({ model }) => model.task))).toEqual(new Set(["translation"]));
  });
});
