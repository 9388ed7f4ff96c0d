import type { ListingState, RegistryStore, StoreProgress } from "../ports/registry-store.js";
import { stepTime } from "./notes.js";
import { FULL_PASS_EVERY_MS, isRunnableScope, isWholeScope } from "./pass-plan.js";
import { readSummary, type SyncSummary } from "./sync-summary.js";

/** The Hub's limit of requests for files in a window, with and without a free account (its docs/hub/rate-limits). */
const FREE_QUOTA = 5_000;
const ANONYMOUS_QUOTA = 3_000;
/** The Hub's window, in seconds (the same page). */
const WINDOW_SECONDS = 300;

/** How far a registry is, and what comes next. */
export interface SyncStatus {
  /**
   * Share from 0 to 1 of what matters that is done: the mean of cards and vectors, each model weighed by its use. 0
   * before the first page of a listing.
   */
  readonly share: number;
  readonly progress: StoreProgress;
  /** The listings without a limit on their number, by name. */
  readonly listings: readonly ListingState[];
  /** Seconds that the cards which are left take at the account's limit. */
  readonly restSeconds: number;
  readonly limit: {
    /** Files that may be read in a window. */
    readonly quota: number;
    readonly windowSeconds: number;
    /** Where the quota is known from. */
    readonly from: "the Hub's last answer" | "a free account's token" | "no token";
  };
  /** ISO 8601; null if none is due at a time: nothing was listed yet, or every listing is a full pass. */
  readonly nextFullPass: string | null;
  /** ISO 8601 time at which the endpoints were refreshed last; null if they never were. */
  readonly endpointsAt: string | null;
  readonly lastTurn: SyncSummary | null;
}

/** Returns how far a registry is; `token` says whether the next sync has one. */
export async function syncStatus(store: RegistryStore, token: boolean): Promise<SyncStatus> {
  const progress = await store.progress(token);
  const listings = (await store.listings()).filter(({ scope }) => isWholeScope(scope));
  const lastTurn = await readSummary(store);
  const limit = limitOf(lastTurn?.quota.resolvers ?? null, token);
  const { cards, vectors } = progress.share;
  return {
    share: progress.models === 0 ? 0 : (cards + vectors) / 2,
    progress,
    listings,
    restSeconds: (progress.cards.left / limit.quota) * WINDOW_SECONDS,
    limit,
    nextFullPass: nextFullPass(listings),
    endpointsAt: await stepTime(store, "endpoints"),
    lastTurn,
  };
}

function limitOf(said: number | null, token: boolean): SyncStatus["limit"] {
  const windowSeconds = WINDOW_SECONDS;
  if (said !== null && said > 0) return { quota: said, windowSeconds, from: "the Hub's last answer" };
  return token
    ? { quota: FREE_QUOTA, windowSeconds, from: "a free account's token" }
    : { quota: ANONYMOUS_QUOTA, windowSeconds, from: "no token" };
}

/** The earliest of all listings that list changes in between. */
function nextFullPass(listings: readonly ListingState[]): string | null {
  const times = listings
    .filter(({ scope, fullPass }) => fullPass !== null && !isRunnableScope(scope))
    .map(({ fullPass }) => Date.parse(fullPass ?? "") + FULL_PASS_EVERY_MS);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}
