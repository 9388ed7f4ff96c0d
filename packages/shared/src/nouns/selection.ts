import type { Candidate } from "./candidate.js";

/** Who made the choice. */
export type Chooser = "controller" | "only-candidate" | "rank" | "user";

/** The chosen candidate, why, and the ones skipped in the order in which execution falls back to them. */
export interface Selection {
  readonly chosen: Candidate;
  readonly reason: string;
  readonly chooser: Chooser;
  readonly passedOver: readonly Candidate[];
}

/** What a choice among models prefers: the best result, the quickest, the cheapest, or what runs on this machine. */
export const POLICIES = ["best", "fastest", "cheapest", "local"] as const;
export type Policy = (typeof POLICIES)[number];

/** Hard limits on the models that may run: a candidate satisfies all of them. */
export interface ModelLimits {
  /** Licence ids in the Hub's spelling; empty: any, an unknown one too. */
  readonly licenses: readonly string[];
  /** Owners of repositories (`google` of `google/vit`); empty: any. */
  readonly orgs: readonly string[];
  /** Inference providers that may be used; empty: any. Says nothing of what runs without a provider. */
  readonly providers: readonly string[];
  /** Parameters at most; models of unknown size are left out. Null: any. */
  readonly maxParams: number | null;
}

/** No limit at all. */
export const NO_LIMITS: ModelLimits = { licenses: [], orgs: [], providers: [], maxParams: null };
