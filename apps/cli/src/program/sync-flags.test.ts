import { isFault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { syncOptionsOf } from "./sync-flags.js";

describe("what a sync fetches", () => {
  test("is by default what has 5 likes or 1,000 downloads", () => {
    expect(syncOptionsOf({ scope: "recommended", cards: "all" })).toMatchObject({
      minLikes: 5,
      minDownloads: 1000,
      runnable: false,
      tasks: [],
      authors: [],
      only: [],
      full: false,
    });
  });

  test("has the limits that were given", () => {
    const options = syncOptionsOf({ scope: "recommended", cards: 9, minLikes: 0, for: 5000, limit: 3 });
    expect(options).toMatchObject({ minLikes: 0, minDownloads: 1000, cards: 9, forMs: 5000, limit: 3 });
  });

  test("is listed again as a whole only where it is listed", () => {
    const flags = { scope: "recommended", cards: "all", full: true } as const;
    expect(syncOptionsOf({ ...flags, only: ["listing", "cards"] })).toMatchObject({ full: true });
    expect(() => syncOptionsOf({ ...flags, only: ["cards"] })).toThrow(
      expect.toSatisfy((error) => isFault(error, "USAGE")),
    );
  });

  test.each([
    ["all", false],
    ["runnable", true],
  ] as const)("by the scope %s has no limit on likes and downloads, and refuses one", (scope, runnable) => {
    expect(syncOptionsOf({ scope, cards: "all" })).toMatchObject({ minLikes: 0, minDownloads: 0, runnable });
    expect(() => syncOptionsOf({ scope, cards: "all", minLikes: 1 })).toThrow(
      expect.toSatisfy((error) => isFault(error, "USAGE")),
    );
  });
});
