import type { ModelCard } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";

/** A README as it was read. */
export interface UncleanCard {
  readonly markdown: string;
  readonly modelId: string;
}

// The parts of a sync's work that need nothing but what they are given: what the thread of `Background` runs by name.

/** Returns the cards in their order. */
export function clean(cards: readonly UncleanCard[]): ModelCard[] {
  return cards.map(({ markdown, modelId }) => cleanCard(markdown, modelId));
}

/** Returns the built-in embedder's vectors of texts to be found. */
export function embed(texts: readonly string[]): Promise<Float32Array[]> {
  return hashedEmbedder.embed(texts, "document");
}
