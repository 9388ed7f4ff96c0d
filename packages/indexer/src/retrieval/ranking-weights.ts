import type { Checkpoint } from "@hugginggpt/shared";
import type { FieldWeights } from "../ports/registry-reader.js";

// All weights are round on purpose: they were chosen by hand on the development requests of `npm run eval -- fit` and
// the needs of `npm run eval -- retrieval`, and a change of one by half moves either by less than its standard error.

/** A text says first what matters most: its first words count 0.7 as summary and 0.3 as body, later words 0.3. */
export const FIELD_WEIGHTS: FieldWeights = { title: 1, tags: 1, summary: 0.7, body: 0.3 };

/** What each part of a score is worth. */
export interface PartWeights {
  readonly lexical: number;
  /** For a cosine of 1; texts on the same subject have 0.2 to 0.5. */
  readonly similarity: number;
  readonly downloads: number;
  readonly likes: number;
  /** For a query that asks for the model's task. */
  readonly task: number;
  /** Added for a model made for the needed languages; `otherLanguage` is taken off if it does not know them. */
  readonly language: number;
  readonly otherLanguage: number;
  /** Added for a model made for the needed kind of work, and taken off for one of another kind. */
  readonly kind: number;
  readonly domain: number;
  readonly checkpoint: number;
  /** For each power of ten of parameters above the usual number. */
  readonly size: number;
  /** Taken off copies and built-in tools, so that they rank below every other model of their task. */
  readonly demotion: number;
  /** Taken off models that cannot do the step, so that they rank below all that can. */
  readonly unfit: number;
}

/** For a query with a task, which is a step's need: facts decide, then words among models with the same facts. */
export const STEP_WEIGHTS: PartWeights = {
  lexical: 2,
  similarity: 0.75,
  downloads: 0.6,
  likes: 0.1,
  task: 0,
  language: 1,
  otherLanguage: 1,
  kind: 1,
  domain: 0.5,
  checkpoint: 1,
  size: 0.075,
  demotion: 2,
  unfit: 10,
};

/** For a query without a task: words decide, and the task that they suggest. */
export const FREE_WEIGHTS: PartWeights = {
  lexical: 1,
  similarity: 0.15,
  downloads: 0.25,
  likes: 0,
  task: 0.6,
  language: 0.1,
  otherLanguage: 1.25,
  kind: 0,
  domain: 0,
  checkpoint: 0,
  size: 0,
  demotion: 1,
  unfit: 0,
};

/** The share of the lexical part that a model loses if a query without a task clearly asks for another task. */
export const OTHER_TASK = 0.4;

/** The penalty of a checkpoint that is not a finished model. */
export const CHECKPOINT_COST: Readonly<Record<Checkpoint, number>> = {
  ready: 0,
  variant: 0.125,
  adapter: 0.125,
  base: 0.5,
  test: 0.8,
};

/** Monthly downloads and likes that count as the greatest popularity. */
export const MOST_DOWNLOADS = 1e9;
export const MOST_LIKES = 1e3;

/**
 * Added to the best match of a step's words before matches are divided by it, times the natural logarithm of the number
 * of models, with which the weight of a rare word grows: a poor best match must not count as a good one.
 */
export const MATCH_TO_EXCEED = 1.85;

/**
 * BM25 in FTS5 has b = 0.75, which is too hard on long texts: scores are multiplied by a power of the length norm,
 * which comes close to b = 0.5. The words of a usual text, and that power.
 */
export const USUAL_WORDS = 100;
export const LENGTH_POWER = 0.3;
