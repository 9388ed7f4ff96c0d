import type { SyncEvent } from "./sync-event.js";

/** What a seeding reports while it works. */
export type SeedEvent =
  | {
      readonly type: "seed-started";
      /** Rows of the file. */
      readonly rows: number;
      /** Rows that an earlier, interrupted seeding has done. */
      readonly doneBefore: number;
      readonly layout: "hub-stats" | "model-cards";
    }
  | {
      readonly type: "seed-progress";
      /** Rows of the file that are done, those done before included. */
      readonly done: number;
      readonly total: number;
      /** Models kept in this turn. */
      readonly kept: number;
    }
  | Extract<SyncEvent, { type: "vectors-progress" | "index-built" | "waiting" | "warning" }>;

/** The JSON contract of `indexer seed --json`. */
export interface SeedReport {
  readonly status: "done" | "interrupted";
  readonly source: "seed";
  /** The file as it was given; an address without its query. */
  readonly file: string;
  /** Of this turn: a seeding that continues counts what it did itself. */
  readonly rows: { readonly read: number; readonly kept: number };
  readonly models: { readonly added: number; readonly updated: number; readonly unchanged: number };
  readonly cards: { readonly stored: number };
  readonly vectors: { readonly embedded: number };
  readonly seconds: number;
}
