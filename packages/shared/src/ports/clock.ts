/** Time, injected so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds; at once for 0 or less.
   * @throws the signal's reason if it is or becomes aborted.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
