import type { SyncReport } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { syncReport } from "../../testing/sync-report.js";
import { syncSummary } from "./sync-summary.js";

const REPORT = syncReport({
  models: { seen: 58_000, added: 57_999, updated: 0, unchanged: 1, removed: 0 },
  cards: { fetched: 1234, unchanged: 0, missing: 0, gated: 0, failed: 0 },
  vectors: { embedded: 58_008, reused: 0 },
  endpoints: 10,
  requests: 1,
  seconds: 179.8,
});

describe("the summary of a sync", () => {
  test("groups the digits of every count", () => {
    expect(syncSummary(REPORT)).toEqual([
      "Models: 58,000 seen, 57,999 added, 0 updated, 1 unchanged, 0 removed",
      "Cards: 1,234 fetched, 0 unchanged, 0 missing, 0 gated, 0 failed",
      "Vectors: 58,008 embedded, 0 reused",
      "Endpoints: 10 live",
      "1 request in 3 min 0 s",
    ]);
  });

  test("says why a turn ended before everything was done, and what is left", () => {
    const left = { cards: 1, vectors: 2000 };
    const last = (change: Partial<SyncReport>) => syncSummary({ ...REPORT, left, ...change }).at(-1);
    expect(last({ turn: "cards" })).toBe(
      "Left: 1 card to read, 2,000 texts to embed. The next sync continues.",
    );
    expect(last({ turn: "time" })).toMatch(/^The time limit was reached\. Left: 1 card/);
    expect(last({ turn: "interrupted", status: "interrupted" })).toMatch(/^Interrupted\. Left: 1 card/);
  });
});
