import type { SyncReport } from "@hugginggpt/shared";

/** Returns the report of a sync that was done and found nothing to do, but for what is given. */
export function syncReport(change: Partial<SyncReport> = {}): SyncReport {
  return {
    status: "done",
    source: "hub",
    models: { seen: 0, added: 0, updated: 0, unchanged: 0, removed: 0 },
    cards: { fetched: 0, unchanged: 0, missing: 0, gated: 0, failed: 0 },
    vectors: { embedded: 0, reused: 0 },
    endpoints: 0,
    left: { cards: 0, vectors: 0 },
    turn: "complete",
    requests: 0,
    seconds: 0,
    ...change,
  };
}
