import type { Checkpoint } from "@hugginggpt/shared";
import type { FieldWeights } from "../ports/registry-reader.js";

// All weights are round on purpose: they were chosen by hand on the development requests of `npm run eval -- fit` and the
// needs of `npm run eval -- retrieval`, and a change of one by half moves either by less than its standard error.

/** What a text says first says most of the model: its words, which are a part of the body too, have 1 together, later ones 0.3. */
export const FIELD_WEIGHTS: FieldWeights = { title: 1, tags: 1, summary: 0.7, body: 0.3 };

/** What each part of a score is worth. */
export interface PartWeights {
  readonly lexical: number;
  /** For a cosine of 1; texts that speak of the same thing have 0.2 to 0.5. */
  readonly similarity: number;
  readonly downloads: number;
  readonly likes: number;
  /** How much the query speaks of the model's task. */
  readonly task: number;
  /** For a model made for the needed languages, and taken from one that does not know them. */
  readonly language: number;
  readonly otherLanguage: number;
  /** For a model made for the needed kind of work; as much is taken from one of another kind. */
  readonly kind: number;
  readonly domain: number;
  readonly checkpoint: number;
  /** For each power of ten of parameters beyond the usual. */
  readonly size: number;
  /** Taken from copies and built-in tools: they stand below every other model of their task. */
  readonly demotion: number;
  /** Taken from what cannot do the step: it stands below everything that can. */
  readonly unfit: number;
}

/** Where the task is given, a query is a step's need: facts decide, and words among models of the same facts. */
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

/** Where it is not, words and what they say of the task decide. */
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

/** Share of the lexical part that a model loses whose task a free query does not speak of, where it clearly speaks of one. */
export const OTHER_TASK = 0.4;

/** What is taken from a checkpoint that is no finished model. */
export const CHECKPOINT_COST: Readonly<Record<Checkpoint, number>> = {
  ready: 0,
  variant: 0.125,
  adapter: 0.125,
  base: 0.5,
  test: 0.8,
};

/** Downloads a month and likes that count as the greatest popularity. */
export const MOST_DOWNLOADS = 1e9;
export const MOST_LIKES = 1e3;

/**
 * What a step's best match of words must exceed by far to count as whole, for each natural logarithm of the number of
 * models: the weight of the rarest word grows so. A poor best match is not taken for a good one.
 */
export const MATCH_TO_EXCEED = 1.85;

/**
 * BM25 in FTS5 has b = 0.75, too hard on long texts of ours: the norm that it divides by is partly taken back, which
 * comes near b = 0.5. Words of a usual text, and how much of the norm is taken back.
 */
export const USUAL_WORDS = 100;
export const LENGTH_POWER = 0.3;
