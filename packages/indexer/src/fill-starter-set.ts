import type { Embedder } from "@hugginggpt/shared";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import type { RegistryStore } from "./ports/registry-store.js";

const EMBED_BATCH = 256;

/** A store that can fill itself. */
type FillableStore = RegistryStore & { ensureStarterSet(): Promise<number> };

/**
 * Fills a registry that has no model of the Hub with the starter set, and returns how many models it wrote. Embeds them if
 * the embedder is the built-in one, which needs nothing else: then the first search ranks by vectors, too.
 */
export async function fillStarterSet(store: FillableStore, embedder: Embedder): Promise<number> {
  const filled = await store.ensureStarterSet();
  if (filled > 0) await embedAll(store, embedder);
  return filled;
}

async function embedAll(store: RegistryStore, embedder: Embedder): Promise<void> {
  const { name, dimension } = embedder;
  if (embedder !== hashedEmbedder || dimension === null) return;
  await store.useEmbedder({ name, dimension });
  for (;;) {
    const todo = await store.textsToEmbed(EMBED_BATCH);
    if (todo.length === 0) return;
    const values = await embedder.embed(
      todo.map(({ text }) => text),
      "document",
    );
    await store.commitVectors(
      todo.map(({ id, textHash }, i) => ({ id, textHash, values: values[i] ?? new Float32Array(dimension) })),
    );
  }
}
