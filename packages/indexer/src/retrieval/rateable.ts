import type { TaskId } from "@hugginggpt/shared";
import type { RankingFacts } from "../ports/registry-reader.js";
import { type DemotedKind, demotedKind } from "./demotion.js";
import { type ModelLanguages, modelLanguages } from "./language-fit.js";
import { LENGTH_POWER, MOST_DOWNLOADS, PART_WEIGHTS, USUAL_WORDS } from "./ranking-weights.js";

/** What ranking needs of a model, with what it makes of that alone. */
export interface Rateable {
  readonly id: string;
  readonly task: TaskId | null;
  readonly fluency: ModelLanguages;
  /** As what it loses against other models; null for most. */
  readonly kind: DemotedKind | null;
  readonly downloads: number;
  /** The popularity part of its score, 0 to the weight of popularity, by the logarithm of its downloads. */
  readonly popularity: number;
  /** What BM25 is multiplied by for the length of the model's text. */
  readonly lengthFactor: number;
}

/** Returns facts made ready to be rated. */
export function rateable(facts: RankingFacts): Rateable {
  const { id, task, languages, downloads, words } = facts;
  return {
    id,
    task,
    fluency: modelLanguages(id, languages),
    kind: demotedKind(facts),
    downloads,
    popularity:
      PART_WEIGHTS.popularity * Math.min(1, Math.log1p(Math.max(0, downloads)) / Math.log1p(MOST_DOWNLOADS)),
    lengthFactor: (0.25 + 0.75 * Math.min(4, words / USUAL_WORDS)) ** LENGTH_POWER,
  };
}
