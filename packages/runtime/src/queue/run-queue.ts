/** A run that a worker has taken from the queue. */
export interface QueuedRun {
  readonly run: string;
  /** Removes it from the queue if its record has ended; otherwise `recover` decides. */
  done(): Promise<void>;
  /** Puts it back in its place, so that it can be taken again. */
  giveBack(): Promise<void>;
}

/** What is known of workers that died while working on a run. */
export interface Losses {
  /** How many in a row died without progress. */
  readonly count: number;
  /** The progress when the last one died, as the judge counted it. */
  readonly progress: number;
}

/**
 * Decides about a run that was taken while nobody works on it: returns the losses with which it is queued again; null:
 * it is removed for good. `died`: whether a worker had claimed it; false: it was only taken.
 */
export type JudgeLoss = (run: string, before: Losses, died: boolean) => Promise<Losses | null>;

/** The state of a run in the queue: it waits for a worker, or one has taken it. */
export type QueueState = "queued" | "running";

/**
 * The runs to be worked on, each once, from when they are added until their record has ended. Whether they stay in it
 * when its processes end depends on the implementation.
 */
export interface RunQueue {
  /** Adds a run for a caller; does nothing if it is in the queue. */
  put(run: string, caller: string): Promise<void>;
  /**
   * Takes the longest waiting runs, at most `most`, and waits until there is one; returns none if the signal is aborted
   * first. No two callers get the same run.
   */
  take(most: number, signal: AbortSignal): Promise<readonly QueuedRun[]>;
  /** Removes a waiting run for good; false if it does not wait. */
  remove(run: string): Promise<boolean>;
  /** Returns the states of these runs; those not in the queue are left out. */
  states(runs: readonly string[]): Promise<ReadonlyMap<string, QueueState>>;
  /** Returns the numbers of runs in each state, of one caller or of all. */
  counts(caller?: string): Promise<Readonly<Record<QueueState, number>>>;
  /** Queues runs again whose worker is gone. If several processes call it at once, one does the work. */
  recover(judge: JudgeLoss): Promise<void>;
  /** Ends the use of the queue here; runs that were taken stay taken. */
  close(): Promise<void>;
}
