/** One thing that was checked of a registry. */
export interface Check {
  /** What was checked, in a few words. */
  readonly name: string;
  readonly ok: boolean;
  /** What was found. */
  readonly detail: string;
  /** What to do; only where it is not ok. */
  readonly next?: string;
}

/** What a check of the whole registry found. */
export interface Verification {
  /** True if every check is. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}
