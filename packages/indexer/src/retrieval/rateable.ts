import type { RankingFacts } from "@hugginggpt/shared";
import { type DemotedKind, demotedKind } from "./demotion.js";
import { type ModelLanguages, modelLanguages } from "./language-fit.js";
import { LENGTH_POWER, MOST_DOWNLOADS, PART_WEIGHTS, USUAL_WORDS } from "./ranking-weights.js";

/** A model's facts with what ranking makes of them alone; they stay in memory from search to search, and so does that. */
export interface Rateable extends RankingFacts {
  readonly fluency: ModelLanguages;
  /** As what it loses against other models; null for most. */
  readonly kind: DemotedKind | null;
  /** The popularity part of its score, 0 to the weight of popularity, by the logarithm of its downloads. */
  readonly popularity: number;
  /** What BM25 is multiplied by for the length of the model's text. */
  readonly lengthFactor: number;
}

/** Returns facts made ready to be rated. */
export function rateable(facts: RankingFacts): Rateable {
  const { row, id, task, downloads, likes, languages, words, source, baseRelation } = facts;
  const fluency = modelLanguages(id, languages);
  const share = Math.log1p(Math.max(0, downloads)) / Math.log1p(MOST_DOWNLOADS);
  const norm = 0.25 + 0.75 * Math.min(4, words / USUAL_WORDS);
  return {
    row,
    id,
    task,
    downloads,
    likes,
    languages,
    words,
    source,
    baseRelation,
    fluency,
    kind: demotedKind(facts),
    popularity: PART_WEIGHTS.popularity * Math.min(1, share),
    lengthFactor: norm ** LENGTH_POWER,
  };
}
