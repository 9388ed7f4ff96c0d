import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegistryStore } from "../ports/registry-store.js";
import type { VectorReader } from "../ports/vector-reader.js";
import { testCursor, testRecord } from "./test-record.js";

export interface VectorsUnderTest {
  readonly reader: VectorReader;
  /** Writes a vector of two dimensions. */
  readonly put: (id: string, values: readonly number[]) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly close: () => void;
}

/** What every `VectorReader` does. */
export function vectorReaderContract(name: string, open: () => Promise<VectorsUnderTest>): void {
  describe(`${name} as a VectorReader`, () => {
    let under: VectorsUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const putThree = async () => {
      for (const id of ["a/one", "a/two", "a/three"]) await under.put(id, [0, 1]);
    };
    const idsAfter = async (seq: number, limit = 10) =>
      (await under.reader.after(seq, limit)).map(({ id }) => id);

    it("gives vectors to the bit, in the order of their changes, each with a greater number", async () => {
      await putThree();
      const values = [0.6, -0.8].map(Math.fround);
      await under.put("a/one", values);
      const all = await under.reader.after(0, 10);
      expect(all.map(({ id }) => id)).toEqual(["a/two", "a/three", "a/one"]);
      expect([...(all[2]?.values ?? [])]).toEqual(values);
      const seqs = all.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(await idsAfter(seqs[0] ?? 0, 1)).toEqual(["a/three"]);
      expect(await idsAfter(seqs[2] ?? 0)).toEqual([]);
    });

    it("gives the vectors asked for, without those that there are not", async () => {
      await putThree();
      const some = await under.reader.of(["a/three", "a/gone", "a/one"]);
      expect(some.map(({ id }) => id).sort()).toEqual(["a/one", "a/three"]);
      expect(await under.reader.of([])).toEqual([]);
    });

    it("names every model that has a vector, with its change", async () => {
      await putThree();
      await under.remove("a/two");
      const stored = await under.reader.after(0, 10);
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect([...(await under.reader.keys())].sort(byId)).toEqual(
        stored.map(({ id, seq }) => ({ id, seq })).sort(byId),
      );
    });

    it("has another state after every change, and the same one without", async () => {
      expect(await under.reader.state()).toEqual({ count: 0, lastSeq: 0 });
      const states: string[] = [];
      const note = async () => {
        const state = await under.reader.state();
        expect(await under.reader.state()).toEqual(state);
        states.push(JSON.stringify(state));
      };
      await putThree();
      await note();
      await under.put("a/one", [1, 0]);
      await note();
      await under.remove("a/two");
      await note();
      await under.rename("a/three", "b/three");
      await note();
      expect(new Set(states).size).toBe(states.length);
      expect(await under.reader.state()).toMatchObject({ count: 2 });
      expect((await idsAfter(0)).at(-1)).toBe("b/three");
    });
  });
}

/** Returns what writes vectors into an empty registry, each by way of a card, as a sync does. */
export async function storedVectors(
  store: RegistryStore,
): Promise<Omit<VectorsUnderTest, "reader" | "close">> {
  const here = new Set<string>();
  await store.useEmbedder({ name: "test", dimension: 2 });
  return {
    put: async (id, values) => {
      await store.commitPage([testRecord({ id })], testCursor());
      here.add(id);
      // The text is another one each time, so that it wants a vector.
      const card = { modelId: id, text: values.join(" "), summary: "" };
      await store.commitCards([{ id, sha: null, state: "read", card, etag: null }]);
      const todo = await store.textsToEmbed(10);
      await store.commitVectors(todo.map((one) => ({ ...one, values: Float32Array.from(values) })));
    },
    remove: async (id) => {
      here.delete(id);
      const records = [...here].map((one) => testRecord({ id: one }));
      await store.commitPage(records, testCursor({ pass: 2 }));
      await store.finishFullPass(testCursor({ pass: 2 }));
    },
    rename: async (from, to) => store.moveModel(from, testRecord({ id: to })),
  };
}
