import type { SyncEvent } from "@hugginggpt/shared";
import type { WordKey } from "../i18n/en.js";

/** The text about a running sync, with its values and its progress. */
export interface SyncWords {
  readonly key: WordKey;
  readonly values: Readonly<Record<string, string | number>>;
  /** 0 to 1; null if unknown. */
  readonly share: number | null;
}

/** Returns the text for the latest event of a running sync; `syncRunning` if it says nothing of progress. */
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
