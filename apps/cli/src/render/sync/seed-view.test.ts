import type { SeedReport } from "@hugginggpt/shared";
import { expect, test } from "vitest";
import { seedSummary } from "./seed-view.js";

const REPORT: SeedReport = {
  status: "done",
  source: "seed",
  file: "models.parquet",
  rows: { read: 30_000, kept: 1500 },
  models: { added: 1400, updated: 100, unchanged: 0 },
  cards: { stored: 1500 },
  vectors: { embedded: 1500 },
  seconds: 12,
};

test("the summary of a seeding says how it ended and what comes next", () => {
  expect(seedSummary(REPORT)).toEqual([
    "Rows: 30,000 read, 1,500 kept",
    "Models: 1,400 added, 100 updated, 0 unchanged",
    "Cards: 1,500 stored",
    "Vectors: 1,500 embedded",
    "Done in 12 s. The next `indexer sync` verifies what the file brought.",
  ]);
  expect(seedSummary({ ...REPORT, status: "interrupted" }).at(-1)).toBe(
    "Interrupted after 12 s. Run the same command again to continue.",
  );
});
