import type { RankingFacts } from "../ports/registry-reader.js";

/** Returns what ranking reads of a model of which a test says so much. */
export function rankingFacts(given: Partial<RankingFacts> & { readonly id: string }): RankingFacts {
  return {
    task: null,
    downloads: 0,
    likes: 0,
    parameters: null,
    profile: null,
    source: "hub",
    baseRelation: null,
    words: 100,
    ...given,
  };
}
