import { BARE_RECORD, type ModelRecord } from "@hugginggpt/shared";
import type { ListingCursor } from "../ports/registry-store.js";

/** Returns a Hub record; what is not given is as bare as the Hub allows. */
export function testRecord(given: Partial<ModelRecord> & { readonly id: string }): ModelRecord {
  return {
    ...BARE_RECORD,
    source: "hub",
    task: "text-classification",
    sha: "a".repeat(40),
    createdAt: "2024-01-01T00:00:00.000Z",
    lastModified: "2024-01-01T00:00:00.000Z",
    ...given,
  };
}

/** Returns a cursor of a pass that is done. */
export function testCursor(given: Partial<ListingCursor> = {}): ListingCursor {
  return {
    scope: "all",
    kind: "full",
    task: null,
    pass: 1,
    next: null,
    done: true,
    watermark: "2024-02-01T00:00:00.000Z",
    since: null,
    ...given,
  };
}
