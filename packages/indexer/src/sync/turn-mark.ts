import type { Clock } from "@hugginggpt/shared";
import { z } from "zod";
import type { RegistryStore } from "../ports/registry-store.js";
import { readNote } from "./notes.js";
import type { SyncOptions } from "./sync-options.js";

const MARK = z.object({
  number: z.int().positive(),
  options: z.string(),
  began: z.number(),
  lastPass: z.int().nonnegative(),
  open: z.boolean(),
});

/** Where a turn began. An interrupted turn leaves it, so that the next one continues in its place. */
export interface TurnMark {
  /** 1 for the first turn of a registry; a turn that continues another one has its number. */
  readonly number: number;
  /** The number of the last pass over any listing before the turn: later ones belong to it. */
  readonly lastPass: number;
}

type MarkStore = Pick<RegistryStore, "note" | "noted" | "lastPass">;

const NAME = "turn";

/**
 * How long the results of an interrupted turn count as read, from its beginning, in milliseconds: a listing lags about
 * as much, and the next complete sync reads everything again.
 */
const CONTINUED_FOR_MS = 3_600_000;

/**
 * Returns where a turn begins: at the place of the previous one if that had the same options, did not finish and began
 * less than an hour ago; else at the start.
 */
export async function beginTurn(options: SyncOptions, store: MarkStore, clock: Clock): Promise<TurnMark> {
  const [stored, key, now] = [await readMark(store), optionsKey(options), clock.now()];
  const age = now - (stored?.began ?? 0);
  if (stored?.open && stored.options === key && age >= 0 && age < CONTINUED_FOR_MS) return stored;
  const mark = {
    number: (stored?.number ?? 0) + 1,
    options: key,
    began: now,
    lastPass: await store.lastPass(),
    open: true,
  };
  await store.note(NAME, JSON.stringify(mark));
  return mark;
}

/** Notes that the turn has ended: the next one starts again. */
export async function endTurn(store: MarkStore): Promise<void> {
  const mark = await readMark(store);
  if (mark?.open) await store.note(NAME, JSON.stringify({ ...mark, open: false }));
}

/** Returns how many turns have ended. */
export async function endedTurns(store: MarkStore): Promise<number> {
  const mark = await readMark(store);
  return mark === null ? 0 : mark.number - Number(mark.open);
}

/** Returns true if a turn with the same options has ended since so many turns had. */
export async function isEndedSince(ended: number, options: SyncOptions, store: MarkStore): Promise<boolean> {
  const mark = await readMark(store);
  return mark !== null && !mark.open && mark.number > ended && mark.options === optionsKey(options);
}

/** Without a mark a turn starts again, which only costs requests. */
function readMark(store: MarkStore): Promise<z.infer<typeof MARK> | null> {
  return readNote(store, NAME, MARK);
}

/** Returns the options that decide the requests of a turn: not how many cards it reads, and not for how long. */
function optionsKey({ cards: _cards, forMs: _forMs, ...options }: SyncOptions): string {
  return JSON.stringify(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
}
