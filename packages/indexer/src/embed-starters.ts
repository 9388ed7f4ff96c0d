import type { Embedder } from "@hugginggpt/shared";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import type { RegistryStore } from "./ports/registry-store.js";

const EMBED_BATCH = 256;

/**
 * Embeds the starter set if the built-in embedder is used: the set is small and that embedder needs nothing, so the
 * first search has both rankings.
 */
export async function embedStarters(store: RegistryStore, embedder: Embedder): Promise<void> {
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
