import type { ListingCursor } from "@hugginggpt/shared";
import type { SyncOptions } from "./sync-options.js";

/** What is listed, for one task or all. */
export type ListingScope = Pick<SyncOptions, "limit" | "minDownloads" | "minLikes"> & {
  readonly task: string | null;
};

/** Listed again before the watermark: the Hub's listing lags, and clocks differ. */
const OVERLAP_MS = 3_600_000;

/**
 * Returns the name under which a listing's position is stored: equal for equal tasks and limits. A listing with a
 * limit on its number has one of its own, since it never sees everything.
 */
export function scopeName(scope: ListingScope): string {
  const kept = `likes>=${scope.minLikes} downloads>=${scope.minDownloads}`;
  return `${scope.task ?? "all"} ${kept}${scope.limit === undefined ? "" : ` limit=${scope.limit}`}`;
}

/**
 * Returns the position at which a listing begins: where an interrupted pass stood, else the start of a new pass. The
 * first pass over a scope is full; later ones list changes, unless a full one is asked for. A listing with a limit
 * always begins anew: it is short, and its order (by downloads) moves.
 */
export function planPass(
  scope: ListingScope,
  stored: ListingCursor | null,
  now: { readonly full: boolean; readonly lastPass: number; readonly time: string },
): ListingCursor {
  const limited = scope.limit !== undefined;
  if (stored && !stored.done && !limited && (stored.kind === "full" || !now.full)) return stored;
  const changes = stored?.done === true && !limited && !now.full;
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

function before(watermark: string): string {
  return new Date(Date.parse(watermark) - OVERLAP_MS).toISOString();
}
