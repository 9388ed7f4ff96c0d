import type { Endpoint, ModelRecord, SearchFilters } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegistryReader } from "../ports/registry-reader.js";
import type { RegistryStore } from "../ports/registry-store.js";
import { testCursor, testRecord } from "./test-record.js";

export interface ReaderUnderTest {
  /** What the reader reads. */
  readonly store: RegistryStore;
  readonly reader: RegistryReader;
  readonly close: () => void;
}

const WEIGHTS = { title: 1, tags: 1, summary: 1, body: 1 };

function endpoint(status: Endpoint["status"]): Endpoint {
  return { kind: "provider", provider: "fal-ai", providerId: "x", task: "text-generation", status };
}

/** What every `RegistryReader` does. */
export function registryReaderContract(name: string, open: () => Promise<ReaderUnderTest>): void {
  describe(`${name} as a RegistryReader`, () => {
    let under: ReaderUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const put = (...records: (Partial<ModelRecord> & { id: string })[]) =>
      under.store.commitPage(records.map(testRecord), testCursor());
    const putCard = (id: string, text: string) =>
      under.store.commitCards([
        { id, sha: "a".repeat(40), state: "read", card: { modelId: id, text, summary: text }, etag: null },
      ]);
    const lexical = (words: readonly string[], filters: SearchFilters = {}, limit = 100) =>
      under.reader.lexical({ words, weights: WEIGHTS }, filters, limit);
    const found = async (...args: Parameters<typeof lexical>) => (await lexical(...args)).map(({ id }) => id);
    const passing = async (filters: SearchFilters) => {
      const ids = await under.reader.passing(filters);
      expect(await under.reader.count(filters)).toBe(ids.length);
      return ids;
    };
    const putFilterable = async () => {
      const one = { library: "transformers", license: "MIT", languages: ["en"], parameters: 5 };
      const two = { library: "Transformers", license: "mit", languages: ["de", "en"] };
      await put(
        { id: "a/one", task: "conversational", downloads: 10, ...one },
        { id: "a/two", task: "text-generation", downloads: 20, ...two },
        { id: "a/three", task: "translation", languages: ["de"], downloads: 30, parameters: 50 },
      );
      await under.store.replaceEndpoints("fal-ai", [
        { id: "a/one", endpoint: endpoint("error") },
        { id: "a/two", endpoint: endpoint("live") },
      ]);
    };

    it("passes exactly what every filter allows, the most downloaded first", async () => {
      await putFilterable();
      const both = ["a/two", "a/one"];
      expect(await passing({})).toEqual(["a/three", ...both]);
      expect(await passing({ task: "text-generation" })).toEqual(both);
      expect(await passing({ library: "transformers", license: "mit" })).toEqual(both);
      expect(await passing({ licenses: ["apache-2.0", "MIT"] })).toEqual(both);
      expect(await passing({ licenses: ["apache-2.0"] })).toEqual([]);
      expect(await passing({ orgs: ["A"], maxParams: 49 })).toEqual(["a/one"]);
      expect(await passing({ orgs: ["a/one", "on", ""] })).toEqual([]);
      expect(await passing({ providers: ["groq", "Fal-AI"] })).toEqual(["a/two"]);
      expect(await passing({ licenses: [], orgs: [], providers: [], minDownloads: 30 })).toEqual(["a/three"]);
      expect(await passing({ language: "DE" })).toEqual(["a/three", "a/two"]);
      expect(await passing({ provider: "FAL-AI" })).toEqual(["a/two"]);
      expect(await passing({ runnable: ["builtin", "provider"] })).toEqual(["a/two"]);
      expect(await passing({ runnable: [] })).toEqual([]);
      expect(await passing({ minDownloads: 20 })).toEqual(["a/three", "a/two"]);
      expect(await passing({ maxParams: 49 })).toEqual(["a/one"]);
      expect(await passing({ language: "de", minDownloads: 25 })).toEqual(["a/three"]);
      expect(await under.reader.passing({ language: "en" }, 1)).toEqual(["a/two"]);
    });

    it("gives what is as much downloaded by id", async () => {
      await put({ id: "a/b" }, { id: "a/c" }, { id: "a/a" });
      expect(await under.reader.passing({}, 2)).toEqual(["a/a", "a/b"]);
    });

    it("finds a model by any word of its card at once, and no more once that is another", async () => {
      await put({ id: "a/one" }, { id: "a/two" }, { id: "a/three" });
      expect(await found(["birds"])).toEqual([]);
      await putCard("a/one", "Recognises birds by their songs.");
      expect(await found(["birds", "zebras"])).toEqual(["a/one"]);
      await putCard("a/one", "Recognises fish.");
      expect(await found(["birds"])).toEqual([]);
      await under.store.finishFullPass(testCursor({ pass: 2 }));
      expect(await found(["fish"])).toEqual([]);
    });

    it("finds within the filters only, the best first, at most so many", async () => {
      await putFilterable();
      await put({ id: "a/four" }, { id: "a/five" }, { id: "a/six" });
      await putCard("a/one", "Owls at night: owls of every kind, and nothing but owls.");
      await putCard(
        "a/two",
        "Owls, or rather a long text about many other birds that fly by day and by night.",
      );
      expect(await found(["owls"])).toEqual(["a/one", "a/two"]);
      expect(await found(["owls"], {}, 1)).toEqual(["a/one"]);
      expect(await found(["owls"], { runnable: ["provider"] })).toEqual(["a/two"]);
      expect(await found(["owls"], { task: "translation" })).toEqual([]);
      expect((await lexical(["owls"])).every(({ bm25 }) => bm25 > 0)).toBe(true);
    });

    it("takes any text for a word", async () => {
      await put({ id: "a/one" });
      for (const word of ['"', "*", "NEAR(", "q\u0000z", "", "-", "x".repeat(100_000)])
        expect(await found([word])).toEqual([]);
    });

    it("reads facts and models in the order asked for, without those that are gone", async () => {
      await put(...["a/1", "a/2", "a/3"].map((id) => ({ id, languages: ["de"], downloads: 7 })));
      const asked = ["a/3", "a/gone", "a/1"];
      const facts = await under.reader.facts(asked);
      expect(facts.map(({ id }) => id)).toEqual(["a/3", "a/1"]);
      expect(facts[0]).toMatchObject({ downloads: 7, task: "text-classification" });
      expect((await under.reader.views(asked)).map(({ model }) => model.id)).toEqual(["a/3", "a/1"]);
      await put({ id: "a/1", downloads: 9 });
      expect((await under.reader.facts(["a/1"]))[0]?.downloads).toBe(9);
    });

    it("gives a model as it was written, by its id in any case and by a former one", async () => {
      const record = testRecord({ id: "Owner/Name", tags: ["a", "b,c"], languages: ["en"], gated: "manual" });
      await put(record);
      expect((await under.reader.entry("owner/NAME"))?.model).toEqual(record);
      expect((await under.reader.views(["Owner/Name"]))[0]?.model).toEqual(record);
      expect(await under.reader.entry("owner/other")).toBeNull();
      await under.store.moveModel("Owner/Name", { ...record, id: "new/name" });
      expect((await under.reader.entry("owner/name"))?.model.id).toBe("new/name");
    });

    it("counts models by task, and those that can run", async () => {
      await putFilterable();
      await put({ id: "a/none", task: null }, { id: "a/nonsense", task: "nonsense" });
      expect(await under.reader.tasks(["provider"])).toMatchObject([
        { task: "text-generation", models: 2, runnable: 1 },
        { task: "translation", models: 1, runnable: 0 },
      ]);
      expect((await under.reader.tasks([])).every(({ runnable }) => runnable === 0)).toBe(true);
    });

    it("counts models by licence, live provider and year, of many values the 20 largest", async () => {
      await putFilterable();
      await put(
        { id: "a/old", license: "apache-2.0", lastModified: "2021-12-31T23:59:59.000Z" },
        { id: "a/odd", license: "", lastModified: "yesterday" },
        { id: "a/bare", license: null, lastModified: null },
      );
      const facets = await under.reader.facets();
      expect(facets.licenses).toEqual([
        { name: "mit", models: 2 },
        { name: "apache-2.0", models: 1 },
      ]);
      expect(facets.providers).toEqual([{ name: "fal-ai", models: 1 }]);
      expect(facets.years).toEqual([
        { name: "2024", models: 3 },
        { name: "2021", models: 1 },
      ]);
      await put(...Array.from({ length: 60 }, (_, i) => ({ id: `b/${i}`, license: `l-${10 + (i % 25)}` })));
      const { licenses } = await under.reader.facets();
      expect(licenses.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, i) => `l-${10 + i}`));
      expect(licenses.map(({ models }) => models)).toEqual([...Array(10).fill(3), ...Array(10).fill(2)]);
    });

    it("says how much there is of everything", async () => {
      await putFilterable();
      await putCard("a/one", "Reads.");
      await under.store.noteSync("2024-03-01T00:00:00.000Z");
      expect(await under.reader.stats()).toMatchObject({
        models: { hub: 3, seed: 0, starter: 0, builtin: 0 },
        cards: { read: 1, none: 2 },
        vectors: 0,
        embedder: null,
        endpoints: 2,
        lastSync: "2024-03-01T00:00:00.000Z",
      });
    });
  });
}
