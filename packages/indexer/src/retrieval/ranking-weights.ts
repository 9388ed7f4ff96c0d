import type { FieldWeights } from "@hugginggpt/shared";

// All weights were chosen on the development needs of the evaluation, where a change of one by half moves recall by
// less than its standard error; they are round on purpose.

/**
 * The summary is a part of the body, so its words count for more there already. The task's words are left to the task
 * evidence: in the text they only say of every model of a task the same.
 */
export const FIELD_WEIGHTS: FieldWeights = { title: 1, task: 0, tags: 1, summary: 0.2, body: 1 };

/** What each part of the score is worth at most. The best lexical match of a query has 1. */
export const PART_WEIGHTS = {
  lexical: 1,
  /** For a cosine of 1; texts that speak of the same thing have 0.2 to 0.5. */
  similarity: 0.1,
  popularity: 0.25,
  task: 1,
  /** For a model of a language that the query names. */
  language: 0.1,
  /** Taken from a model of other languages only: few who do not name them can use it. */
  otherLanguage: 0.5,
} as const;

/** Downloads a month that count as the greatest popularity. */
export const MOST_DOWNLOADS = 1e9;

/**
 * BM25 in FTS5 has b = 0.75, too hard on long texts of ours: the norm that it divides by is partly taken back, which
 * comes near b = 0.5. Words of a usual text, and how much of the norm is taken back.
 */
export const USUAL_WORDS = 100;
export const LENGTH_POWER = 0.3;
