import type { RankingFacts, TaskId } from "@hugginggpt/shared";
import { type DemotedKind, demotedKind } from "./demotion.js";
import { type ModelLanguages, modelLanguages } from "./language-fit.js";
import { LENGTH_POWER, MOST_DOWNLOADS, PART_WEIGHTS, USUAL_WORDS } from "./ranking-weights.js";

/** What many models have in common. */
export interface Traits {
  readonly task: TaskId | null;
  readonly fluency: ModelLanguages;
  /** As what it loses against other models; null for most. */
  readonly kind: DemotedKind | null;
}

/** What ranking needs of a model, with what it makes of that alone. */
export interface Rateable extends Traits {
  readonly row: number;
  readonly id: string;
  readonly downloads: number;
  /** The popularity part of its score, 0 to the weight of popularity, by the logarithm of its downloads. */
  readonly popularity: number;
  /** What BM25 is multiplied by for the length of the model's text. */
  readonly lengthFactor: number;
}

/** Returns what a model may have in common with others. */
export function traitsOf(facts: RankingFacts): Traits {
  const { id, task, languages } = facts;
  return { task, fluency: modelLanguages(id, languages), kind: demotedKind(facts) };
}

/** Returns the popularity part of a score, 0 to the weight of popularity. */
export function popularityOf(downloads: number): number {
  const share = Math.log1p(Math.max(0, downloads)) / Math.log1p(MOST_DOWNLOADS);
  return PART_WEIGHTS.popularity * Math.min(1, share);
}

/** Returns by what BM25 is multiplied for a text of so many words. */
export function lengthFactorOf(words: number): number {
  return (0.25 + 0.75 * Math.min(4, words / USUAL_WORDS)) ** LENGTH_POWER;
}

/** Returns facts made ready to be rated. */
export function rateable(facts: RankingFacts): Rateable {
  const { row, id, downloads, words } = facts;
  return {
    ...traitsOf(facts),
    row,
    id,
    downloads,
    popularity: popularityOf(downloads),
    lengthFactor: lengthFactorOf(words),
  };
}
