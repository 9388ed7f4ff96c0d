import { describe, expect, it } from "vitest";
import { killSyncs, MOST_AT_ONCE } from "../crash/killed-syncs.js";

const KILLS = 50;
/** On two busy processors it takes a minute or two. */
const LIMIT_MS = 600_000;

describe(`indexer sync, ended by SIGKILL ${KILLS} times at random points`, () => {
  it(
    "comes to the same registry, row for row, and repeats no more than what was under way",
    async () => {
      // Every run tries other points; a failure names the seed of its own.
      const end = await killSyncs(KILLS, Math.floor(Math.random() * 2 ** 31));
      expect(end.failures).toEqual([]);
      expect(end.kills).toBe(KILLS);
      expect(end.repeated).toBeLessThanOrEqual(KILLS * MOST_AT_ONCE);
    },
    LIMIT_MS,
  );
});
