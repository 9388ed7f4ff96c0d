/** A request that has begun a run. */
export interface Repeat {
  /** Whose it is, and what its sender called it. */
  readonly name: string;
  /** What was asked for. */
  readonly print: string;
  readonly run: string;
}

/** Knows which run a request has begun within the last day, so that the same one sent again joins it. */
export interface RunRepeats {
  /** Returns what a request of this name has begun; null where it is new. */
  find(name: string): Promise<Repeat | null>;
  /**
   * Notes what a request begins, in place of what it began before (null: nothing), and returns what counts: what was noted
   * meanwhile, where a request of this name was.
   */
  note(repeat: Repeat, before: string | null): Promise<Repeat>;
}
