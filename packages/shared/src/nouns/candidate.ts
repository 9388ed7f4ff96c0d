import type { Endpoint } from "./endpoint.js";
import type { ModelProfile } from "./model-profile.js";
import type { ModelRecord } from "./model-record.js";

/** The contributions to a candidate's score, which is their sum. */
export interface ScoreParts {
  /** The weighted share of the query's words that it matches, at least 0. */
  readonly lexical: number;
  /** The weighted similarity of the embeddings, at least 0. */
  readonly similarity: number;
  /** A prior from downloads and likes, so small that it never outweighs relevance. */
  readonly popularity: number;
  /** How well its task fits the query; 0 if the task was given. */
  readonly task: number;
  /** How well its languages fit the need; negative for others. */
  readonly language: number;
  /** How well its kind of work fits the need; negative for another. */
  readonly kind: number;
  /** How well its subject fits the need; negative for another. */
  readonly domain: number;
  /** A bonus for its size, minus a penalty for a checkpoint that is not a finished model. */
  readonly checkpoint: number;
  /**
   * A penalty, at most 0: for copies of other models and for built-in tools, unless the query asks for them, and for
   * models that cannot do the step.
   */
  readonly demotion: number;
  /** The raw figures behind the parts, for `--explain`: ranks, bm25, cosine. */
  readonly raw: Readonly<Record<string, number | string | null>>;
}

/** Why a model cannot do a step, according to its profile. */
export type UnfitReason = "language" | "direction" | "kind" | "checkpoint";

/** A model's track record in earlier runs on this machine. */
export interface TrackRecord {
  readonly succeeded: number;
  readonly failed: number;
  /** The median duration of successful attempts, in milliseconds; null if none succeeded. */
  readonly medianMs: number | null;
}

/** A model with its score and the reasons for it. */
export interface Candidate {
  readonly model: ModelRecord;
  /** Absent if there is none. */
  readonly profile?: ModelProfile;
  /** A summary of the model: at most 300 characters of cleaned card text. Untrusted. */
  readonly summary: string;
  readonly endpoints: readonly Endpoint[];
  readonly score: number;
  readonly why: ScoreParts;
  /** Why it does not meet the need; absent if it may. Never empty. */
  readonly unfit?: readonly UnfitReason[];
  /** Absent if it has not been tried here. */
  readonly record?: TrackRecord;
}

/** The parts of a zero score. */
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
