/** A request that started a run. */
export interface Repeat {
  /** The caller and the key that the caller gave the request. */
  readonly name: string;
  /** A fingerprint of the request. */
  readonly print: string;
  readonly run: string;
}

/** Knows which run a request started within the last day, so that the same request sent again joins that run. */
export interface RunRepeats {
  /** Returns what a request of this name started; null if it is new. */
  find(name: string): Promise<Repeat | null>;
  /**
   * Notes which run a request starts, in place of the run that it started before (null: none), and returns the entry
   * that counts: another one if a request of this name was noted meanwhile.
   */
  note(repeat: Repeat, before: string | null): Promise<Repeat>;
}
