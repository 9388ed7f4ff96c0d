import { z } from "zod";
import type { RegistryStore } from "../ports/registry-store.js";
import { readNote } from "./notes.js";

const count = z.int().nonnegative();

const SUMMARY = z.object({
  status: z.enum(["done", "interrupted", "failed"]),
  /** What ended the turn; null if it failed. */
  turn: z.enum(["complete", "time", "cards", "interrupted"]).nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  seconds: z.number().nonnegative(),
  models: z.object({ seen: count, added: count, updated: count, unchanged: count, removed: count }),
  cards: z.object({ fetched: count, unchanged: count, missing: count, gated: count, failed: count }),
  vectors: z.object({ embedded: count, reused: z.int() }),
  endpoints: count,
  requests: count,
  /** Cards and providers that could not be read; one more if the turn failed. */
  errors: count,
  /** What the turn failed by, in one line; null if it did not. */
  error: z.string().nullable(),
  /** Requests in a window that the Hub allows, by bucket, as it said last; null if it never did. */
  quota: z.object({ api: count.nullable(), resolvers: count.nullable() }),
});

/** How a turn of a sync went: bookkeeping for `indexer status`. */
export type SyncSummary = Readonly<z.infer<typeof SUMMARY>>;

const NAME = "lastTurn";

/** Keeps the summary of a turn. */
export async function writeSummary(store: Pick<RegistryStore, "note">, summary: SyncSummary): Promise<void> {
  await store.note(NAME, JSON.stringify(summary));
}

/** Returns the summary of the last turn; null if there is none that this version can read. */
export function readSummary(store: Pick<RegistryStore, "noted">): Promise<SyncSummary | null> {
  return readNote(store, NAME, SUMMARY);
}
