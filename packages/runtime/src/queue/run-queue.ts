/** A run that somebody has taken out of the queue to work on it. */
export interface QueuedRun {
  readonly run: string;
  /** Takes it out for good: its record has come to its end. */
  done(): Promise<void>;
  /** Lets it be taken again, before those that came after it. */
  giveBack(): Promise<void>;
}

/** What is known of the worker deaths at a run. */
export interface Losses {
  /** How many workers died at it in a row without the run getting further. */
  readonly count: number;
  /** How far it was when the last one died, as whoever looked counted it. */
  readonly progress: number;
}

/** A run that was taken by a worker that is not there any more. */
export interface LostRun {
  readonly run: string;
  readonly losses: Losses;
  /** Lets it be taken again, with what is now known of it. */
  putAgain(losses: Losses): Promise<void>;
  /** Takes it out for good. */
  done(): Promise<void>;
}

/** How a run in the queue stands: it waits to be taken, or somebody has taken it. */
export type QueueState = "waiting" | "taken";

/**
 * The runs that are to be worked on, each once, from when they are put in until their record has come to its end. What is in
 * it stays in it when the processes end that use it, as far as the implementation says so.
 */
export interface RunQueue {
  /** Puts a run in, for whoever asked for it; does nothing where it is in. */
  put(run: string, caller: string): Promise<void>;
  /**
   * Takes the longest waiting runs, so many at most, and waits until there is one; none where the signal came first. No two
   * callers get the same run.
   */
  take(most: number, signal: AbortSignal): Promise<readonly QueuedRun[]>;
  /** Takes a run that waits out of the queue for good; false where none does. */
  remove(run: string): Promise<boolean>;
  /** Returns how these runs stand; what is not in the queue is left out. */
  states(runs: readonly string[]): Promise<ReadonlyMap<string, QueueState>>;
  /** Returns how many runs there are, of one caller or of all. */
  counts(caller?: string): Promise<Readonly<Record<QueueState, number>>>;
  /** Returns the runs whose worker is not there any more; one that asks gets them, others that ask meanwhile get none. */
  lost(): Promise<readonly LostRun[]>;
  /** Ends its use here; what was taken stays taken. */
  close(): Promise<void>;
}
