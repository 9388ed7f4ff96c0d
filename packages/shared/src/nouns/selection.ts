import type { Candidate } from "./candidate.js";

/** Who made the choice. */
export type Chooser = "controller" | "only-candidate" | "rank" | "user";

/** The chosen candidate with the reason, and the others in the order of fallback. */
export interface Selection {
  readonly chosen: Candidate;
  readonly reason: string;
  readonly chooser: Chooser;
  readonly passedOver: readonly Candidate[];
}

/** Why there is no selection for a task, and what the user can do; null: nothing is known to help. */
export interface NoSelection {
  readonly none: string;
  readonly next: string | null;
}

/** What the choice prefers: the best result, the fastest, the cheapest, or what runs on this machine. */
export const POLICIES = ["best", "fastest", "cheapest", "local"] as const;
export type Policy = (typeof POLICIES)[number];

/** Hard limits on models. A candidate satisfies all of them. */
export interface ModelLimits {
  /** Licence ids in the Hub's spelling; empty for any, even an unknown one. */
  readonly licenses: readonly string[];
  /** Owners of repositories (`google` of `google/vit`); empty for any. */
  readonly orgs: readonly string[];
  /** Inference providers that may be used; empty for any. Does not limit what runs without a provider. */
  readonly providers: readonly string[];
  /** Most parameters; models of unknown size are left out. Null for any. */
  readonly maxParams: number | null;
}

/** No limits. */
export const NO_LIMITS: ModelLimits = { licenses: [], orgs: [], providers: [], maxParams: null };
