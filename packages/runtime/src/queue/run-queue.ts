/** A run that somebody has taken out of the queue to work on it. */
export interface QueuedRun {
  readonly run: string;
  /** Takes it out for good, where its record has come to its end; else it is for `recover` to say. */
  done(): Promise<void>;
  /** Lets it be taken again, before those that came after it. */
  giveBack(): Promise<void>;
}

/** What is known of the workers that died at a run. */
export interface Losses {
  /** How many in a row died without the run getting further. */
  readonly count: number;
  /** How far it was when the last one died, as whoever judged counted it. */
  readonly progress: number;
}

/**
 * Says what becomes of a run that was taken and that nobody is at: with which losses it is put in again; null: it is taken
 * out for good. `died`: whether a worker had begun with it, or it was only taken.
 */
export type JudgeLoss = (run: string, before: Losses, died: boolean) => Promise<Losses | null>;

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
  /** Puts the runs in again whose worker is not there any more. Of several that do it at once, one does. */
  recover(judge: JudgeLoss): Promise<void>;
  /** Ends its use here; what was taken stays taken. */
  close(): Promise<void>;
}
