import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegistryStore } from "../ports/registry-store.js";
import { testCursor, testRecord } from "./test-record.js";

export interface StoreUnderTest {
  readonly store: RegistryStore;
  readonly close: () => void;
}

const IDENTITY = { name: "test", dimension: 2 };
const UNIT = Float32Array.of(0.6, 0.8);

/** What every `RegistryStore` does. */
export function registryStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a RegistryStore`, () => {
    let under: StoreUnderTest;
    let store: RegistryStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.close());
    const waiting = async () => (await store.moves()).map(({ from, to }) => `${from} ${to}`).sort();

    it("knows no cursor, pass, embedder or text at first", async () => {
      expect(await store.cursor("all")).toBeNull();
      expect(await store.lastPass()).toBe(0);
      expect(await store.embedder()).toBeNull();
      expect(await store.cardsToRead(10)).toEqual([]);
    });

    it("commits a page and its cursor, and counts what is new, changed and the same", async () => {
      const page = [testRecord({ id: "a/one" }), testRecord({ id: "a/two", downloads: 5 })];
      expect(await store.commitPage(page, testCursor({ next: "https://hub/2", done: false }))).toEqual({
        added: 2,
        updated: 0,
        unchanged: 0,
      });
      expect(await store.cursor("all")).toEqual(testCursor({ next: "https://hub/2", done: false }));
      const again = [testRecord({ id: "a/one" }), testRecord({ id: "a/two", downloads: 6 })];
      expect(await store.commitPage(again, testCursor())).toEqual({ added: 0, updated: 1, unchanged: 1 });
    });

    it("keeps a cursor for each scope and numbers passes over all of them", async () => {
      await store.commitPage([], testCursor({ scope: "x", pass: 3 }));
      await store.commitPage([], testCursor({ scope: "y", pass: 5, task: "translation", kind: "changes" }));
      expect((await store.cursor("x"))?.pass).toBe(3);
      expect((await store.cursor("y"))?.task).toBe("translation");
      expect(await store.lastPass()).toBe(5);
    });

    it("applies a page twice as once", async () => {
      const page = [testRecord({ id: "a/one" })];
      await store.commitPage(page, testCursor());
      await store.commitPage(page, testCursor());
      expect(await store.cardsToRead(10)).toHaveLength(1);
    });

    it("removes what a full pass did not see, once", async () => {
      await store.commitPage([testRecord({ id: "a/gone" }), testRecord({ id: "a/here" })], testCursor());
      await store.commitPage([testRecord({ id: "a/here" })], testCursor({ pass: 2 }));
      expect(await store.finishFullPass(testCursor({ pass: 2 }))).toBe(1);
      expect(await store.finishFullPass(testCursor({ pass: 2 }))).toBe(0);
      expect((await store.cardsToRead(10)).map(({ id }) => id)).toEqual(["a/here"]);
    });

    it("removes nothing of another task after a pass over one task", async () => {
      const other = testRecord({ id: "a/other", task: "translation" });
      await store.commitPage([testRecord({ id: "a/gone" }), other], testCursor());
      const pass = testCursor({ scope: "t", pass: 2, task: "text-classification" });
      await store.commitPage([], pass);
      expect(await store.finishFullPass(pass)).toBe(1);
      expect((await store.cardsToRead(10)).map(({ id }) => id)).toEqual(["a/other"]);
    });

    it("asks for a card until it is read at the model's present sha, and again when that failed", async () => {
      await store.commitPage([testRecord({ id: "a/one", gated: "auto" })], testCursor());
      const sha = "a".repeat(40);
      expect(await store.cardsToRead(10)).toEqual([{ id: "a/one", sha, gated: true, etag: null }]);
      const result = { id: "a/one", sha, card: null, etag: '"1"' };
      await store.commitCards([{ ...result, state: "failed" }]);
      expect(await store.cardsToRead(10)).toHaveLength(1);
      await store.commitCards([
        { ...result, state: "read", card: { modelId: "a/one", text: "text", summary: "summary" } },
      ]);
      expect(await store.cardsToRead(10)).toEqual([]);
      const newer = "b".repeat(40);
      await store.commitPage([testRecord({ id: "a/one", sha: newer })], testCursor());
      expect(await store.cardsToRead(10)).toEqual([{ id: "a/one", sha: newer, gated: false, etag: '"1"' }]);
    });

    it("embeds each text once, again when its card changed, and again for another embedder", async () => {
      await store.commitPage([testRecord({ id: "a/one" })], testCursor());
      await store.useEmbedder(IDENTITY);
      const embedAll = async () => {
        const todo = await store.textsToEmbed(10);
        await store.commitVectors(todo.map(({ id, textHash }) => ({ id, textHash, values: UNIT })));
        return todo.length;
      };
      expect(await embedAll()).toBe(1);
      expect(await embedAll()).toBe(0);
      expect(await store.counts()).toEqual({ textsToEmbed: 0, vectors: 1 });
      const card = { modelId: "a/one", text: "Another text.", summary: "Another." };
      await store.commitCards([{ id: "a/one", sha: "a".repeat(40), state: "read", card, etag: null }]);
      expect(await embedAll()).toBe(1);
      await store.useEmbedder(IDENTITY);
      expect(await embedAll()).toBe(0);
      await store.useEmbedder({ ...IDENTITY, name: "other" });
      expect(await store.embedder()).toEqual({ ...IDENTITY, name: "other" });
      expect(await store.counts()).toEqual({ textsToEmbed: 1, vectors: 0 });
    });

    it("gives the texts of some models only, where their ids are given", async () => {
      const records = ["a/one", "a/two", "a/three"].map((id) => testRecord({ id }));
      await store.commitPage(records, testCursor());
      await store.useEmbedder(IDENTITY);
      const idsOf = async (limit: number, among: readonly string[]) =>
        (await store.textsToEmbed(limit, among)).map(({ id }) => id).sort();
      expect(await idsOf(10, ["a/three", "a/one", "a/none"])).toEqual(["a/one", "a/three"]);
      expect(await idsOf(1, ["a/three", "a/one"])).toHaveLength(1);
      expect(await idsOf(10, [])).toEqual([]);
    });

    it("takes what a bulk file tells with the position after it, below what the Hub gave", async () => {
      const known = testRecord({ id: "a/known", downloads: 7 });
      await store.commitPage([known], testCursor());
      const seeded = (id: string) => ({
        record: testRecord({ id, source: "seed", sha: null }),
        card: { modelId: id, text: "Seeded text.", summary: "Seeded." },
      });
      const models = [seeded("a/known"), seeded("a/new")];
      const position = { key: "file", rows: 2, done: false };
      expect(await store.commitSeed(models, position)).toEqual({
        added: 1,
        updated: 0,
        unchanged: 1,
        cards: 2,
      });
      expect(await store.seedPosition("file")).toEqual(position);
      expect(await store.unconfirmed(null)).toBe(1);
      expect(await store.unconfirmed("translation")).toBe(0);
      expect((await store.cardsToRead(10)).map(({ id }) => id)).toEqual(["a/known"]);
      expect(await store.commitSeed(models, { ...position, done: true })).toMatchObject({
        unchanged: 2,
        cards: 0,
      });
      expect(await store.seedPosition("file")).toBeNull();
      await store.commitPage([testRecord({ id: "a/new", sha: null })], testCursor());
      expect(await store.unconfirmed(null)).toBe(0);
      expect((await store.cardsToRead(10)).map(({ id }) => id).sort()).toEqual(["a/known", "a/new"]);
    });

    it("keeps a provider's newest endpoints, of models that are there", async () => {
      await store.commitPage([testRecord({ id: "a/one" })], testCursor());
      const endpoint = {
        kind: "provider",
        provider: "fal-ai",
        providerId: "x",
        task: "text-to-image",
        status: "live",
      } as const;
      const given = [
        { id: "a/one", endpoint },
        { id: "a/unknown", endpoint },
      ];
      expect(await store.replaceEndpoints("fal-ai", given)).toBe(1);
      expect(await store.replaceEndpoints("fal-ai", [])).toBe(0);
    });

    it("remembers in which turn a provider was read last", async () => {
      await store.replaceEndpoints("fal-ai", [], 1);
      await store.replaceEndpoints("groq", [], 1);
      await store.replaceEndpoints("groq", [], 2);
      await store.replaceEndpoints("together", []);
      await store.replaceEndpoints("fal-ai", []);
      expect(await store.providersOf(1)).toEqual(["fal-ai"]);
      expect(await store.providersOf(2)).toEqual(["groq"]);
      expect(await store.providersOf(3)).toEqual([]);
    });

    it("counts the models that were seen by a later pass", async () => {
      expect(await store.seenAfter(0)).toBe(0);
      const [one, two] = [testRecord({ id: "a/one" }), testRecord({ id: "a/two" })];
      await store.commitPage([one, two], testCursor());
      await store.commitPage([two], testCursor({ pass: 2 }));
      expect([await store.seenAfter(0), await store.seenAfter(1), await store.seenAfter(2)]).toEqual([
        2, 1, 0,
      ]);
    });

    it("keeps a move that a card told of until it is made, forgotten, or the model is gone", async () => {
      const ids = ["a/one", "a/two", "a/three"];
      await store.commitPage(
        ids.map((id) => testRecord({ id })),
        testCursor(),
      );
      const moved = (id: string, movedTo: string | null) =>
        ({ id, sha: null, state: "read", card: null, etag: null, movedTo }) as const;
      await store.commitCards([
        ...ids.map((id) => moved(id, `${id}-new`)),
        moved("a/unknown", "a/x"),
        moved("a/one", null),
      ]);
      expect(await waiting()).toEqual(["a/one a/one-new", "a/three a/three-new", "a/two a/two-new"]);
      await store.moveModel("a/one", testRecord({ id: "a/one-new" }));
      await store.forgetMove("a/two");
      await store.forgetMove("a/unknown");
      expect(await waiting()).toEqual(["a/three a/three-new"]);
      await store.finishFullPass(testCursor({ pass: 2 }));
      expect(await waiting()).toEqual([]);
    });

    it("drops a card that is gated now, and asks for it again once there is a token", async () => {
      const record = testRecord({ id: "a/one" });
      await store.commitPage([record], testCursor());
      const result = { id: "a/one", sha: record.sha, etag: '"1"' } as const;
      const card = { modelId: "a/one", text: "text", summary: "summary" };
      await store.commitCards([{ ...result, state: "read", card }]);
      await store.commitPage([{ ...record, gated: "auto" }], testCursor());
      expect(await store.cardsToRead(10)).toMatchObject([{ id: "a/one", gated: true, etag: '"1"' }]);
      const gated = { ...result, state: "gated", card: null, etag: null } as const;
      await store.commitCards([{ ...gated, withoutToken: true }]);
      expect(await store.cardsToRead(10)).toEqual([]);
      expect(await store.cardsToRead(10, true)).toMatchObject([{ id: "a/one", etag: null }]);
      expect((await store.progress(true)).cards).toEqual({ done: 0, left: 1 });
      await store.commitCards([gated]);
      expect(await store.cardsToRead(10, true)).toEqual([]);
    });

    it("counts what is done and left", async () => {
      expect(await store.progress(false)).toEqual({
        models: 0,
        cards: { done: 0, left: 0 },
        vectors: { done: 0, left: 0 },
        share: { cards: 1, vectors: 1 },
      });
      const records = ["a/one", "a/two"].map((id) => testRecord({ id }));
      await store.commitPage(records, testCursor());
      await store.commitCards([
        { id: "a/one", sha: "a".repeat(40), state: "missing", card: null, etag: null },
      ]);
      expect(await store.progress(false)).toEqual({
        models: 2,
        cards: { done: 1, left: 1 },
        vectors: { done: 0, left: 2 },
        share: { cards: 0.5, vectors: 0 },
      });
    });

    it("knows when a scope was listed completely, until another scope removes something of it", async () => {
      const all = testCursor({ watermark: "2024-02-01T00:00:00.000Z" });
      expect(await store.lastFullPass("all")).toBeNull();
      await store.commitPage([testRecord({ id: "a/one" })], all);
      await store.finishFullPass(all);
      expect(await store.lastFullPass("all")).toBe(all.watermark);
      const other = testCursor({ scope: "other", pass: 2 });
      await store.commitPage([], other);
      expect(await store.listings()).toEqual([
        { scope: "all", done: true, fullPass: all.watermark },
        { scope: "other", done: true, fullPass: null },
      ]);
      await store.finishFullPass(other);
      expect(await store.lastFullPass("all")).toBeNull();
      await store.finishFullPass(all);
      expect(await store.lastFullPass("all")).toBeNull();
      const again = testCursor({ pass: 3, watermark: "2024-02-02T00:00:00.000Z" });
      await store.finishFullPass(again);
      expect(await store.lastFullPass("all")).toBe(again.watermark);
    });

    it("removes only one owner's records, or spares what runs, where that is wanted", async () => {
      const ids = ["a/one", "A/two", "ab/three", "a/runs"];
      await store.commitPage(
        ids.map((id) => testRecord({ id })),
        testCursor(),
      );
      const endpoint = {
        kind: "provider",
        provider: "fal-ai",
        providerId: "x",
        task: "text-to-image",
        status: "live",
      } as const;
      await store.replaceEndpoints("fal-ai", [{ id: "a/runs", endpoint }]);
      const pass = testCursor({ pass: 2 });
      expect(await store.finishFullPass(pass, { author: "a", sparesRunnable: true })).toBe(2);
      expect(await store.finishFullPass(pass, { sparesRunnable: true })).toBe(1);
      expect(await store.finishFullPass(pass)).toBe(1);
    });

    it("gives a model its new id, and keeps the record that has it already", async () => {
      const [one, two] = [testRecord({ id: "a/one" }), testRecord({ id: "a/two", likes: 2 })];
      await store.commitPage([one, two], testCursor());
      await store.moveModel("a/unknown", testRecord({ id: "a/new" }));
      await store.moveModel("a/one", testRecord({ id: "a/new" }));
      expect((await store.cardsToRead(10)).map(({ id }) => id).sort()).toEqual(["a/new", "a/two"]);
      await store.moveModel("a/new", two);
      expect((await store.cardsToRead(10)).map(({ id }) => id)).toEqual(["a/two"]);
    });

    it("remembers notes, the last one under each name", async () => {
      expect(await store.noted("a")).toBeNull();
      await store.note("a", "1");
      await store.note("a", "2");
      await store.note("b", "3");
      expect([await store.noted("a"), await store.noted("b")]).toEqual(["2", "3"]);
    });
  });
}
