/** Time, injected so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds; at once for 0 or less.
   * @throws the signal's reason when it is aborted before or meanwhile.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
