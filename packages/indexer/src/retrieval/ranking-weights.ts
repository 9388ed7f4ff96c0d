import type { FieldWeights } from "@hugginggpt/shared";

// All weights were chosen on the development needs of the evaluation, where a change of one by half moves recall by
// less than its standard error; they are round on purpose.

/** The long body says less of what a model is for than the few words that name it. */
export const FIELD_WEIGHTS: FieldWeights = { title: 2, task: 2, tags: 1, summary: 3, body: 0.3 };

/** What each part of the score is worth at most. The best lexical match of a query has 1. */
export const PART_WEIGHTS = {
  lexical: 1,
  /** For a cosine of 1; texts that speak of the same thing have 0.2 to 0.5. */
  similarity: 0.25,
  popularity: 0.15,
  task: 0.8,
  language: 0.1,
} as const;

/** Downloads a month that count as the greatest popularity. */
export const MOST_DOWNLOADS = 1e9;

/**
 * BM25 in FTS5 has b = 0.75, too hard on long texts of ours: the norm that it divides by is partly taken back, which
 * comes near b = 0.5. Words of a usual text, and how much of the norm is taken back.
 */
export const USUAL_WORDS = 100;
export const LENGTH_POWER = 0.25;
