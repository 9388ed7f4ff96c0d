import type { RegistryStore } from "../ports/registry-store.js";
import { testCursor, testRecord } from "./test-record.js";
import type { VectorsUnderTest } from "./vector-reader-contract.js";

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
