import type { RunEvent } from "../events/run-event.js";

/** One event of a run and when it happened. */
export interface JournalEntry {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly event: RunEvent;
}

/** Keeps the append-only list of each run's events. */
export interface RunStore {
  /**
   * Appends entries in the order of the calls, also where nobody waits. Once it has resolved they outlive this process;
   * they outlive a power failure once `sync` has resolved.
   * @throws Fault DISK when they cannot be written, USAGE for an id that is no plain name.
   */
  append(run: string, entries: readonly JournalEntry[]): Promise<void>;
  /**
   * Resolves when everything that was appended to a run is safe from a power failure; at once for an unknown run.
   * @throws Fault DISK when that cannot be had.
   */
  sync(run: string): Promise<void>;
  /** Returns a run's entries in order; empty for an unknown run. A torn or foreign entry is left out. */
  entries(run: string): Promise<readonly JournalEntry[]>;
  /** Returns the ids of all runs, the greatest first: ids begin with their time. */
  runs(): Promise<readonly string[]>;
  /**
   * Takes the right to append to a run and returns what gives it back. It ends with the process that has it.
   * @throws Fault RUN_LOCKED where somebody has it.
   */
  claim(run: string): Promise<() => Promise<void>>;
  /** Returns true where somebody has claimed a run. */
  isClaimed(run: string): Promise<boolean>;
  /** Forgets a run; does nothing for an unknown one. @throws Fault RUN_LOCKED while it is claimed. */
  remove(run: string): Promise<void>;
}
