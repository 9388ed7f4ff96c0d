import { DEFAULT_SYNC_OPTIONS, type SyncOptions, type SyncStep } from "@hugginggpt/indexer";
import { Fault, type TaskId } from "@hugginggpt/shared";

/** The names of `--scope`. */
export const SCOPES = ["recommended", "runnable", "all"] as const;

/** What the options of `indexer sync` say of what is fetched. */
export interface SyncWish {
  readonly scope: (typeof SCOPES)[number];
  readonly limit?: number;
  readonly task?: readonly TaskId[];
  readonly author?: readonly string[];
  readonly minDownloads?: number;
  readonly minLikes?: number;
  readonly cards: number | "none" | "all";
  readonly full?: boolean;
  readonly only?: readonly SyncStep[];
  readonly for?: number;
}

/**
 * Returns what a sync fetches by these options. `all` and `runnable` keep whatever is listed.
 * @throws Fault USAGE where limits on likes or downloads are given for a scope that has none, and where a full listing is
 * wanted without the step that lists.
 */
export function syncOptionsOf(wish: SyncWish): SyncOptions {
  const recommended = wish.scope === "recommended";
  if (!recommended && (wish.minLikes !== undefined || wish.minDownloads !== undefined)) {
    throw new Fault("USAGE", `--scope ${wish.scope} keeps models whatever their likes and downloads`, {
      wanted: "--min-likes and --min-downloads without --scope",
      came: `--scope ${wish.scope} with a limit`,
      next: "Leave out one of them.",
    });
  }
  if (wish.full && wish.only && !wish.only.includes("listing")) {
    throw new Fault("USAGE", "--full lists everything again, and --only leaves the listing out", {
      came: `--only ${wish.only.join(",")}`,
      next: "Leave out --full, or add --only listing.",
    });
  }
  const { minLikes, minDownloads } = DEFAULT_SYNC_OPTIONS;
  return {
    tasks: wish.task ?? [],
    authors: wish.author ?? [],
    runnable: wish.scope === "runnable",
    minLikes: recommended ? (wish.minLikes ?? minLikes) : 0,
    minDownloads: recommended ? (wish.minDownloads ?? minDownloads) : 0,
    cards: wish.cards,
    full: wish.full ?? false,
    only: wish.only ?? [],
    forMs: wish.for,
    limit: wish.limit,
  };
}
