import type { SyncStatus } from "@hugginggpt/indexer";
import { describe, expect, test } from "vitest";
import { statusLines } from "./status-view.js";

const NOW = Date.parse("2026-11-22T07:30:00.000Z");
const STATUS: Parameters<typeof statusLines>[0] = {
  share: 0.99999,
  progress: {
    models: 10,
    cards: { done: 4, left: 6 },
    vectors: { done: 10, left: 0 },
    share: { cards: 0.41, vectors: 1 },
  },
  listings: [{ scope: "all runnable", done: false, fullPass: null }],
  restSeconds: 120,
  limit: { quota: 3000, windowSeconds: 300, from: "no token" },
  nextFullPass: null,
  endpointsAt: null,
  lastTurn: null,
  writer: null,
};

describe("the status", () => {
  test("says what is done, what is left and how long it takes", () => {
    const text = statusLines(STATUS, null, NOW).join("\n");
    expect(text).toContain("age          no sync has ended yet");
    expect(text).toContain("99.9 % of what matters: cards 41 %, vectors 100 %");
    expect(text).toContain("6 cards to read, 0 texts to embed");
    expect(text).toContain("about 2 min 0 s at 3,000 files in 5 minutes (no token)");
    expect(text).toContain("all runnable: unfinished");
    expect(text).toContain("last turn    none yet");
  });

  test("names the process that writes", () => {
    const writer = { pid: 7, host: "box", since: "2026-11-22T07:26:00.000Z" };
    expect(statusLines({ ...STATUS, writer }, null, NOW)).toContain(
      "now          process 7 on box is writing, started 4 min 0 s ago",
    );
    expect(statusLines(STATUS, null, NOW).join("\n")).not.toContain("is writing");
  });

  test("claims no share of nothing", () => {
    const none = { ...STATUS, share: 0, progress: { ...STATUS.progress, models: 0 } };
    const text = statusLines(none, null, NOW).join("\n");
    expect(text).toContain("done         nothing: there are no models from the Hub yet");
    expect(text).not.toContain("%");
  });

  test("tells how the last turn went, with its error", () => {
    const lastTurn: SyncStatus["lastTurn"] = {
      status: "failed",
      turn: null,
      startedAt: "2026-11-22T07:00:00.000Z",
      endedAt: "2026-11-22T07:29:00.000Z",
      seconds: 1740,
      models: { seen: 9, added: 3, updated: 2, unchanged: 4, removed: 1 },
      cards: { fetched: 5, unchanged: 0, missing: 0, gated: 0, failed: 0 },
      vectors: { embedded: 7, reused: 0 },
      endpoints: 0,
      requests: 20,
      errors: 1,
      error: "No answer.",
      quota: { api: null, resolvers: null },
    };
    const text = statusLines({ ...STATUS, lastTurn }, "2026-11-22T05:30:00.000Z", NOW).join("\n");
    expect(text).toContain("age          2 h 0 min ago");
    expect(text).toContain(
      "last turn    failed 60 s ago in 29 min 0 s: 3 models added, 2 updated, 1 removed, 5 cards, 7 vectors, 1 error",
    );
    expect(text).toContain("1 error; No answer.");
  });
});
