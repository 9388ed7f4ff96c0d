import type { CardTodo } from "./registry-store.js";
import type { Writer } from "./writer.js";

/** What is left of a step of a sync, given to one machine each, so that none does the same. */
export interface Work<Todo> {
  /** Returns how many are left, with those that machines have taken. */
  left(): Promise<number>;
  /** Returns what to do next, at most so many; nothing if others have taken all that is left. */
  take(limit: number): Promise<readonly Todo[]>;
  /** Removes items: they are committed, or failed and are not repeated in this turn. */
  done(items: readonly { readonly id: string; readonly failed: boolean }[]): Promise<void>;
}

/** The steps that every machine of a team works at. */
export type SharedStep = "cards" | "vectors";

/** What the leader of a team does. */
export interface LeaderState extends Writer {
  /** The step that it is at; `alone` where it does something that nobody can help with: a seeding. */
  readonly step: SharedStep | "other" | "alone";
}

/** What is known of a server's limit in its present window, by the clock of the database. */
export interface LimitWindow {
  /** Requests that are left and not given out. */
  readonly remaining: number;
  /** Requests a window; null if the server never said. */
  readonly quota: number | null;
  /** Milliseconds since the Unix epoch at which the next window begins. */
  readonly resetsAt: number;
  /** The earliest time for the next request where they are spread. */
  readonly nextAt: number;
}

/** Returns the window that is put in the place of another, and what was made besides. */
export type WindowChange<T> = (
  window: LimitWindow | null,
  now: number,
) => { readonly window: LimitWindow | null; readonly made: T };

/** What a machine's work of a sync is done with while it has a place in the team. */
export interface Seat {
  /** Aborted once the others have given up this machine, which was silent for long. Then nothing it writes counts. */
  readonly lost: AbortSignal;
  /** Returns the machine that leads; null if none does. */
  leader(): Promise<LeaderState | null>;
  /** Takes the lead; null if another machine has it. */
  lead(): Promise<Lead | null>;
  cards(token: boolean): Work<CardTodo>;
  /** The models whose texts need a vector. */
  texts(): Work<{ readonly id: string }>;
  /**
   * Puts another in the place of the window of a bucket, which nobody else changes meanwhile, and returns what `change`
   * made besides. `now` is the database's clock, in milliseconds.
   */
  changeWindow<T>(bucket: string, change: WindowChange<T>): Promise<T>;
  /** Makes every other machine ask again before it sends the next request of a bucket. */
  pause(bucket: string): Promise<void>;
  /** Calls back for every `pause` of another machine, until the seat is left. */
  onPause(listener: (bucket: string) => void): Promise<void>;
  /** Gives up the place, and what was given out with it. A second call does nothing. */
  leave(): Promise<void>;
}

/** The lead of a team: what only one machine at a time may do. */
export interface Lead {
  /** Aborted once another machine may have it. */
  readonly lost: AbortSignal;
  /** Reports what this machine does now. */
  at(step: LeaderState["step"]): Promise<void>;
  /** Offers the cards to read, at most so many, most useful first; what machines have taken stays with them. */
  offerCards(limit: number, token: boolean): Promise<void>;
  /** Offers the texts to embed. */
  offerTexts(): Promise<void>;
  /** Gives up the lead. A second call does nothing. */
  release(): Promise<void>;
}

/** The machines that sync one registry together. */
export interface SyncTeam {
  /** Takes a place in the team; `hasToken`: whether gated cards can be asked for. */
  join(hasToken: boolean): Promise<Seat>;
}
