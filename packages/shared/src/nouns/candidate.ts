import type { Endpoint } from "./endpoint.js";
import type { ModelProfile } from "./model-profile.js";
import type { ModelRecord } from "./model-record.js";

/** Every contribution to a candidate's score; the `score` is their sum. */
export interface ScoreParts {
  /** Fused share of the lexical ranking, at least 0. */
  readonly lexical: number;
  /** Fused share of the embedding ranking, at least 0. */
  readonly similarity: number;
  /** Prior from downloads and likes; bounded so that it never outweighs relevance. */
  readonly popularity: number;
  /** How much the query speaks of its task; 0 if the task was given. */
  readonly task: number;
  /** How its languages meet the needed ones; negative for others. */
  readonly language: number;
  /** How its kind of work meets the needed one; negative for another. */
  readonly kind: number;
  /** How its subject meets the needed one; negative for another. */
  readonly domain: number;
  /** What its size gives, less what is taken from a checkpoint that is no finished model. */
  readonly checkpoint: number;
  /**
   * At most 0: taken from a copy of another model and from a built-in tool, unless they are what is asked for, and from
   * what cannot do the step.
   */
  readonly demotion: number;
  /** Raw figures behind the parts, for `--explain`: ranks, bm25, cosine. */
  readonly raw: Readonly<Record<string, number | string | null>>;
}

/** Why a model cannot do a step, as far as its profile tells. */
export type UnfitReason = "language" | "direction" | "kind" | "checkpoint";

/** How a model did in earlier runs on this machine. */
export interface TrackRecord {
  readonly succeeded: number;
  readonly failed: number;
  /** Median of a successful attempt, in milliseconds; null if none succeeded. */
  readonly medianMs: number | null;
}

/** A model with its score and the reasons for it. */
export interface Candidate {
  readonly model: ModelRecord;
  /** Absent if none was made. */
  readonly profile?: ModelProfile;
  /** What the model is, in at most 300 characters of cleaned card text. Untrusted. */
  readonly summary: string;
  readonly endpoints: readonly Endpoint[];
  readonly score: number;
  readonly why: ScoreParts;
  /** Why it cannot do what is needed; absent if nothing speaks against it. Never empty. */
  readonly unfit?: readonly UnfitReason[];
  /** Absent if it has not been tried here. */
  readonly record?: TrackRecord;
}

/** The parts of a score of 0. */
export const NO_SCORE: ScoreParts = {
  lexical: 0,
  similarity: 0,
  popularity: 0,
  task: 0,
  language: 0,
  kind: 0,
  domain: 0,
  checkpoint: 0,
  demotion: 0,
  raw: {},
};
