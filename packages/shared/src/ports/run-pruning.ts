/** Which runs are to be forgotten: those that either names. */
export interface RunChoice {
  /** Those that began before this, in milliseconds since the Unix epoch. */
  readonly before?: number | undefined;
  /** All but so many of the latest. */
  readonly keep?: number | undefined;
}

/** A run that is to be forgotten. */
export interface ChosenRun {
  readonly run: string;
  /** Whether its record begins with its own id, or it has none and is called as only we call a run. */
  readonly isOurs: boolean;
  readonly isClaimed: boolean;
}

/** A file of a run, in the store of files that machines share. */
export interface RunFile {
  readonly run: string;
  readonly name: string;
}

/** How runs that machines share are forgotten, in pages. `without`: runs that count as forgotten already. */
export interface RunPruning {
  /** Gives the chosen runs, the latest first. */
  chosen(choice: RunChoice): AsyncIterable<readonly ChosenRun[]>;
  /** Forgets runs and returns those that it did not, since somebody works on them. Of their files a note stays. */
  forget(runs: readonly string[]): Promise<readonly string[]>;
  /** Returns the SHA-256 of the files that runs were given. */
  given(without: readonly string[]): Promise<ReadonlySet<string>>;
  /** Gives the files that forgotten runs have left in the shared store; not those that another run has taken over. */
  left(without: readonly string[]): AsyncIterable<readonly RunFile[]>;
  /** Takes notice that files of forgotten runs are removed. */
  removed(files: readonly RunFile[]): Promise<void>;
}
