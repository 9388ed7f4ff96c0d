import type { Embedder } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { MemoryRegistryStore } from "../testing/memory-registry-store.js";
import { testCursor, testRecord } from "../testing/test-record.js";
import { LENGTHS } from "../testing/test-sync.js";
import { newTally } from "./tally.js";
import { vectorsStep } from "./vectors-step.js";

/** Counts the calls that are under way at once, each of which takes a turn of the event loop. */
function counted(concurrency?: number) {
  let [running, most] = [0, 0];
  const embedder: Embedder = {
    ...LENGTHS,
    ...(concurrency === undefined ? {} : { concurrency }),
    embed: async (...call) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return LENGTHS.embed(...call);
    },
  };
  return { embedder, most: () => most };
}

describe("vectorsStep", () => {
  it.each([
    [undefined, 1],
    [2, 2],
  ])(
    "asks an embedder of concurrency %s for %s batches at once, and stores every vector",
    async (given, most) => {
      const store = new MemoryRegistryStore();
      await store.commitPage(
        Array.from({ length: 50 }, (_, n) => testRecord({ id: `a/m${n}` })),
        testCursor(),
      );
      const total = (await store.counts()).textsToEmbed;
      const { embedder, most: seen } = counted(given);
      const tally = newTally();
      await vectorsStep({ store, embedder, signal: undefined, emit: () => undefined }, tally);
      expect(seen()).toBe(most);
      expect(tally.vectors).toEqual({ embedded: total, reused: 0 });
      expect((await store.counts()).textsToEmbed).toBe(0);
    },
  );
});
