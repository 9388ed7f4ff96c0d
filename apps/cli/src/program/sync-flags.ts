import { DEFAULT_SYNC_OPTIONS, type SyncOptions, type SyncStep } from "@hugginggpt/indexer";
import { Fault, type TaskId } from "@hugginggpt/shared";

/** The names of `--scope`. */
export const SCOPES = ["recommended", "runnable", "all"] as const;

/** The options of `indexer sync` that decide what is fetched. */
export interface SyncFlags {
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
 * Returns what a sync fetches with these options. `all` and `runnable` keep everything that is listed.
 * @throws Fault USAGE if limits on likes or downloads are given for a scope without them, and if a full listing is
 * requested without the listing step.
 */
export function syncOptionsOf(flags: SyncFlags): SyncOptions {
  const recommended = flags.scope === "recommended";
  if (!recommended && (flags.minLikes !== undefined || flags.minDownloads !== undefined)) {
    throw new Fault("USAGE", `--scope ${flags.scope} keeps models whatever their likes and downloads`, {
      wanted: "--min-likes and --min-downloads without --scope",
      came: `--scope ${flags.scope} with a limit`,
      next: "Leave out one of them.",
    });
  }
  if (flags.full && flags.only && !flags.only.includes("listing")) {
    throw new Fault("USAGE", "--full lists everything again, but --only leaves the listing out", {
      came: `--only ${flags.only.join(",")}`,
      next: "Leave out --full, or add --only listing.",
    });
  }
  const { minLikes, minDownloads } = DEFAULT_SYNC_OPTIONS;
  return {
    tasks: flags.task ?? [],
    authors: flags.author ?? [],
    runnable: flags.scope === "runnable",
    minLikes: recommended ? (flags.minLikes ?? minLikes) : 0,
    minDownloads: recommended ? (flags.minDownloads ?? minDownloads) : 0,
    cards: flags.cards,
    full: flags.full ?? false,
    only: flags.only ?? [],
    forMs: flags.for,
    limit: flags.limit,
  };
}
