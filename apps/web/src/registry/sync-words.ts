import type { SyncEvent } from "@hugginggpt/shared";
import type { WordKey } from "../i18n/en.js";

/** What the page says of a sync that runs: words with their values, and how far a part of known length is. */
export interface SyncWords {
  readonly key: WordKey;
  readonly values: Readonly<Record<string, string | number>>;
  /** 0 to 1; null where the end is not known. */
  readonly share: number | null;
}

/** Returns what an event of a sync says of its progress; that it began, for every other event and before the first. */
export function syncWords(event: SyncEvent | null): SyncWords {
  switch (event?.type) {
    case "page-committed":
      return { key: "syncListed", values: { seen: event.seen, kept: event.kept }, share: null };
    case "endpoints-refreshed":
      return { key: "syncEndpoints", values: { provider: event.provider }, share: null };
    case "cards-progress":
      return partOf("syncCards", event);
    case "vectors-progress":
      return partOf("syncVectors", event);
    case "waiting":
      return { key: "syncWaiting", values: { s: Math.ceil(event.ms / 1000) }, share: null };
    default:
      return { key: "syncRunning", values: {}, share: null };
  }
}

function partOf(key: WordKey, { done, total }: { readonly done: number; readonly total: number }): SyncWords {
  return { key, values: { done, total }, share: total > 0 ? done / total : null };
}
