/** The counts of a sync while it works. */
export interface Tally {
  readonly models: { seen: number; added: number; updated: number; unchanged: number; removed: number };
  readonly cards: { fetched: number; unchanged: number; missing: number; gated: number; failed: number };
  readonly vectors: { embedded: number; reused: number };
  endpoints: number;
  /** Providers whose endpoints could not be read. */
  failedProviders: number;
  /** Records written, over all listings; with a limit, also by this turn before it was cut off. */
  kept: number;
  pages: number;
}

/** Returns counts of nothing done yet. */
export function newTally(): Tally {
  return {
    models: { seen: 0, added: 0, updated: 0, unchanged: 0, removed: 0 },
    cards: { fetched: 0, unchanged: 0, missing: 0, gated: 0, failed: 0 },
    vectors: { embedded: 0, reused: 0 },
    endpoints: 0,
    failedProviders: 0,
    kept: 0,
    pages: 0,
  };
}
