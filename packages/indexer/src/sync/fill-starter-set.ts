import type { Embedder } from "@hugginggpt/shared";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import type { RegistryStore } from "../ports/registry-store.js";
import { newTally } from "./tally.js";

/** A store that can fill itself. */
type FillableStore = RegistryStore & { ensureStarterSet(): Promise<number> };

/**
 * Fills a registry that has no model of the Hub with the starter set, and returns how many models it wrote. Embeds them
 * if the embedder is the built-in one, which needs nothing else: then the first search ranks by vectors, too.
 */
export async function fillStarterSet(store: FillableStore, embedder: Embedder): Promise<number> {
  const filled = await store.ensureStarterSet();
  if (filled > 0 && embedder === hashedEmbedder) {
    const { vectorsStep } = await import("./vectors-step.js");
    await vectorsStep({ store, embedder, emit: () => undefined }, newTally());
  }
  return filled;
}
