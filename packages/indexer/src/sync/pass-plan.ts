import type { Listing } from "../hub/list-models.js";
import type { ListingCursor } from "../ports/registry-store.js";
import type { SyncOptions } from "./sync-options.js";

/** What is listed, for one task and one owner or all. */
export type ListingScope = Pick<SyncOptions, "limit" | "minDownloads" | "minLikes" | "runnable"> & {
  readonly task: string | null;
  readonly author?: string | undefined;
};

/** What decides how a pass begins. */
export interface PassMoment {
  /** Whether a full pass is wanted. */
  readonly full: boolean;
  /** Whether this turn began the stored pass, before it was interrupted. */
  readonly ofThisTurn: boolean;
  /** The largest number of a pass so far. */
  readonly lastPass: number;
  /** ISO 8601 time at which the last complete full pass of the scope began; null if none counts. */
  readonly lastFull: string | null;
  /** ISO 8601. */
  readonly time: string;
}

/** How far before the watermark a listing begins: the Hub's listing lags, and clocks differ. */
const OVERLAP_MS = 3_600_000;
/** Only a full pass finds models that are gone and changed counts: one a week. */
export const FULL_PASS_EVERY_MS = 7 * 24 * 3_600_000;
/** Part of the names of listings of runnable models. */
const RUNNABLE = "runnable";
const PAGE_SIZE = 500;
const MIN_PAGE_SIZE = 20;

/**
 * Returns the name under which a listing's position is stored: equal for equal tasks, owners and limits. A listing with
 * a limit on its number has its own, since it never sees everything.
 */
export function scopeName(scope: ListingScope): string {
  const by = scope.author === undefined ? "" : ` by ${scope.author.toLowerCase()}`;
  const kept = scope.runnable ? RUNNABLE : `likes>=${scope.minLikes} downloads>=${scope.minDownloads}`;
  return `${scope.task ?? "all"}${by} ${kept}${scope.limit === undefined ? "" : ` limit=${scope.limit}`}`;
}

/** Returns true for the name of a listing of runnable models. */
export function isRunnableScope(name: string): boolean {
  return name.split(" ").includes(RUNNABLE);
}

/** Returns true for the name of a listing without a limit on its number. */
export function isWholeScope(name: string): boolean {
  return !name.includes(" limit=");
}

/**
 * Returns the position at which a listing begins: that of an interrupted pass, else the start of a new one. The first
 * pass over a scope is full, and so is one per week; others list changes, unless a full one is requested. A listing
 * with a limit starts again in every turn: it is short, and its order (by downloads) changes. One of runnable models is
 * always full: being served is no change of a model.
 */
export function planPass(scope: ListingScope, stored: ListingCursor | null, now: PassMoment): ListingCursor {
  const limited = scope.limit !== undefined;
  const full = now.full || isFullPassDue(now);
  const continues = !limited || now.ofThisTurn;
  if (stored && !stored.done && continues && (stored.kind === "full" || !full)) return stored;
  const changes = stored?.done === true && !limited && !full && !scope.runnable;
  return {
    scope: scopeName(scope),
    kind: changes ? "changes" : "full",
    task: scope.task,
    pass: now.lastPass + 1,
    next: null,
    done: false,
    watermark: now.time,
    since: changes ? before(stored.watermark) : null,
  };
}

/** Returns the listings that a pass reads one after the other. */
export function listingsOf(
  scope: ListingScope,
  { kind }: Pick<ListingCursor, "kind">,
): Omit<Listing, "from">[] {
  const { limit, task, author = null } = scope;
  const listing: Omit<Listing, "from"> = {
    sort: limit !== undefined ? "downloads" : kind === "full" ? "createdAt" : "lastModified",
    task,
    author,
    only: null,
    pageSize: limit === undefined ? PAGE_SIZE : Math.min(PAGE_SIZE, Math.max(limit, MIN_PAGE_SIZE)),
  };
  if (!scope.runnable) return [listing];
  return [
    { ...listing, only: "served" },
    { ...listing, only: "transformers.js" },
  ];
}

/** Returns which of a pass's listings a position lies in, counted from 0. */
export function listingAt(listings: readonly Omit<Listing, "from">[], next: string | null): number {
  const filter = new URLSearchParams(next ?? "").get("filter");
  return filter === null
    ? 0
    : Math.max(
        0,
        listings.findIndex(({ only }) => only === filter),
      );
}

function isFullPassDue({ lastFull, time }: PassMoment): boolean {
  return lastFull === null || Date.parse(time) - Date.parse(lastFull) >= FULL_PASS_EVERY_MS;
}

function before(watermark: string): string {
  return new Date(Date.parse(watermark) - OVERLAP_MS).toISOString();
}
