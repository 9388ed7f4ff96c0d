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
  /** Contribution of the task tag and of other facts (language or licence words of the query), may be negative. */
  readonly facts: number;
  /** At most 0: taken from a copy of another model and from a built-in tool, unless they are what is asked for. */
  readonly demotion: number;
  /** Raw figures behind the parts, for `--explain`: ranks, bm25, cosine. */
  readonly raw: Readonly<Record<string, number | string | null>>;
}

/** How a model did in earlier runs on this machine. */
export interface TrackRecord {
  readonly succeeded: number;
  readonly failed: number;
  /** Median of a successful attempt, in milliseconds; null where none succeeded. */
  readonly medianMs: number | null;
}

/** Why a model cannot do what a step needs. */
export type UnfitReason = "language" | "direction" | "kind" | "checkpoint";

/** A model with its score and the reasons for it. */
export interface Candidate {
  readonly model: ModelRecord;
  /** Absent where none was made. */
  readonly profile?: ModelProfile;
  /** What the model is, in at most 300 characters of cleaned card text. Untrusted. */
  readonly summary: string;
  readonly endpoints: readonly Endpoint[];
  readonly score: number;
  readonly why: ScoreParts;
  /** Why it cannot do what is needed; absent where nothing speaks against it. Never empty. */
  readonly unfit?: readonly UnfitReason[];
  /** Absent where it has not been tried here. */
  readonly record?: TrackRecord;
}
