import type { FieldWeights } from "../ports/registry-reader.js";

// All weights were chosen on the development needs of the evaluation, where a change of one by half moves recall by
// less than its standard error; they are round on purpose.

/**
 * What a text says first says most of the model: its words, which are a part of the body too, have 1 together, later
 * ones 0.3. The task's words are left to the task evidence: in the text they only say of every model of a task the same.
 */
export const FIELD_WEIGHTS: FieldWeights = { title: 1, tags: 1, summary: 0.7, body: 0.3 };

/** What each part of the score is worth at most. The best lexical match of a query has 1. */
export const PART_WEIGHTS = {
  lexical: 1,
  /** For a cosine of 1; texts that speak of the same thing have 0.2 to 0.5. */
  similarity: 0.15,
  popularity: 0.25,
  task: 0.6,
  /** Share of the lexical part that a model loses whose task a query does not speak of, where it clearly speaks of one. */
  otherTask: 0.4,
  /** For a model of a language that the query names. */
  language: 0.1,
  /** Taken from a model of other languages only: few who do not name them can use it. */
  otherLanguage: 0.5,
  /** Taken from copies and built-in tools, as much as words can give: they stand below every other model of their task. */
  demotion: 1,
} as const;

/** Downloads a month that count as the greatest popularity. */
export const MOST_DOWNLOADS = 1e9;

/**
 * BM25 in FTS5 has b = 0.75, too hard on long texts of ours: the norm that it divides by is partly taken back, which
 * comes near b = 0.5. Words of a usual text, and how much of the norm is taken back.
 */
export const USUAL_WORDS = 100;
export const LENGTH_POWER = 0.3;
