import type { RegistryStore } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
  });
}
