/** Which runs to delete: those that match either condition. */
export interface RunChoice {
  /** Runs that began before this, in milliseconds since the Unix epoch. */
  readonly before?: number | undefined;
  /** All but this many of the latest. */
  readonly keep?: number | undefined;
}

/** A run to delete. */
export interface ChosenRun {
  readonly run: string;
  /** Whether its record begins with its own id, or it has no record and its name has the form of our ids. */
  readonly isOurs: boolean;
  readonly isClaimed: boolean;
}

/** A file of a run, in the store that machines share. */
export interface RunFile {
  readonly run: string;
  readonly name: string;
}

/** Deletes runs that machines share, page by page. `without`: runs to treat as deleted already. */
export interface RunPruning {
  /** Yields the chosen runs, the latest first. */
  chosen(choice: RunChoice): AsyncIterable<readonly ChosenRun[]>;
  /**
   * Deletes the records of runs and notes which files they leave. Returns the runs that it kept, since a worker has
   * them.
   */
  forget(runs: readonly string[]): Promise<readonly string[]>;
  /** Returns the SHA-256 of the runs' input files. */
  given(without: readonly string[]): Promise<ReadonlySet<string>>;
  /** Yields the files that deleted runs left in the shared store, without those that another run has taken over. */
  left(without: readonly string[]): AsyncIterable<readonly RunFile[]>;
  /** Notes that these files of deleted runs are gone. */
  removed(files: readonly RunFile[]): Promise<void>;
}
