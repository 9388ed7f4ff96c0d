import { describe, expect, it } from "vitest";
import { killSyncs, MOST_AT_ONCE } from "../crash/killed-syncs.js";

/** Fixes where the kills are: those that a test of every build can wait for. `npm run test:crash` makes 1,000. */
const SEED = 20_261_122;
const KILLS = 2;

describe("indexer sync, ended by SIGKILL", () => {
  it.each([SEED])(
    "at random points (seed %i) comes to the same registry, row for row, and repeats no more than what was under way",
    async (seed) => {
      const end = await killSyncs(KILLS, seed);
      expect(end.failures).toEqual([]);
      expect(end.kills).toBe(KILLS);
      expect(end.repeated).toBeLessThanOrEqual(KILLS * MOST_AT_ONCE);
    },
  );
});
