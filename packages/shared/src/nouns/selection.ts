import type { Candidate } from "./candidate.js";

/** Who made the choice. */
export type Chooser = "controller" | "only-candidate" | "rank" | "user";

/** The chosen candidate, why, and the ones passed over in the order in which execution falls back to them. */
export interface Selection {
  readonly chosen: Candidate;
  readonly reason: string;
  readonly chooser: Chooser;
  readonly passedOver: readonly Candidate[];
}
