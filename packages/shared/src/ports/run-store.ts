import type { RunEvent } from "../events/run-event.js";
import type { RunSummary } from "../nouns/run-summary.js";
import type { RunPruning } from "./run-pruning.js";

/** One event of a run and when it happened. */
export interface JournalEntry {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly event: RunEvent;
}

/** A command from elsewhere to the process that works on a run. */
export type RunCommand =
  /** Cancel the run. */
  | { readonly type: "cancel" }
  /** An answer to its proposal, as plain data. */
  | { readonly type: "answer"; readonly said: unknown };

/** The exclusive right to append to a run. */
export interface RunClaim {
  /**
   * Aborted with Fault RUN_TAKEN_OVER when another process may have taken over the run. The holder must then stop: no
   * entries, no calls, no answer. Never aborted if the system ends a claim together with its process.
   */
  readonly lost: AbortSignal;
  /** The number of entries at the time of the claim; absent if they must be read to know. */
  readonly recorded?: number;
  /**
   * Appends entries in call order, even if the calls are not awaited. Once resolved, the entries survive this process.
   * @throws Fault DISK if they cannot be written, RUN_TAKEN_OVER if the claim was lost.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /**
   * Resolves when all appended entries would survive a power failure and the claim is confirmed.
   * @throws Fault DISK, RUN_TAKEN_OVER.
   */
  sync(): Promise<void>;
  /** Publishes the proposal that waits for an answer, as plain data; null for none. Absent: others cannot see it. */
  propose?(proposal: unknown): void;
  /**
   * Calls back with each command, including ones that are still undelivered. Absent: no commands from other processes.
   */
  onCommand?(listener: (command: RunCommand) => void): void;
  /** Writes what was appended and releases the run, even if it throws. @throws as `sync` does. */
  giveBack(): Promise<void>;
}

/** What a follower of a run receives: its entries in order, and each proposal that waits for an answer. */
export type RunNews = { readonly entry: JournalEntry } | { readonly proposal: unknown };

/** When to stop following a run. */
export interface FollowedUntil {
  readonly signal?: AbortSignal | undefined;
  /** Returns true if a worker will take the run although none has it now; by default false. */
  readonly isAwaited?: (() => Promise<boolean>) | undefined;
}

/** Keeps the append-only list of each run's events. */
export interface RunStore {
  /**
   * Records a new run with all of its first entries or none. Does nothing if the run already has a record. Once
   * resolved, the entries would survive a power failure.
   * @throws Fault DISK when they cannot be written, USAGE for an id that is no plain name.
   */
  begin(run: string, entries: readonly JournalEntry[]): Promise<void>;
  /** Returns a run's entries in order; empty for an unknown run. A torn or foreign entry is left out. */
  entries(run: string): Promise<readonly JournalEntry[]>;
  /** Returns the ids of all runs, the greatest first: ids begin with their time. */
  runs(): Promise<readonly string[]>;
  /**
   * Takes the right to append to a run. It ends with its process, at once or after a while.
   * @throws Fault RUN_LOCKED if another holder has it.
   */
  claim(run: string): Promise<RunClaim>;
  /** Returns true if somebody has claimed a run. */
  isClaimed(run: string): Promise<boolean>;
  /**
   * Gives a run's entries from the first one on, those included that another process appends, until nobody is at the
   * run nor awaits it, or the signal. Empty for an unknown run.
   */
  follow(run: string, until?: FollowedUntil): AsyncGenerator<RunNews, void, void>;
  /** Forgets a run; does nothing for an unknown one. @throws Fault RUN_LOCKED while it is claimed. */
  remove(run: string): Promise<void>;
  /** What only a store has that several machines share. */
  readonly shared?: SharedStore;
}

/** What a store has that several machines share: how their processes reach each other's runs. */
export interface SharedStore {
  readonly pruning: RunPruning;
  /** Tells whoever works on a run; false if nobody does, or no proposal waits for the answer. */
  sendCommand(run: string, command: RunCommand): Promise<boolean>;
  /** Returns the proposal that waits for an answer; null if none does. */
  proposal(run: string): Promise<unknown>;
  /** Returns the latest runs whose request has the words in any case, at most this many, the latest first. */
  latest(most: number, words: string): Promise<readonly RunSummary[]>;
}
