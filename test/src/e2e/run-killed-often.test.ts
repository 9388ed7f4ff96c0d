import { describe, expect, it } from "vitest";
import { killRuns } from "../crash/killed-runs.js";

/** Fixes where the kills are: those that a test of every build can wait for. `npm run test:crash` makes 500. */
const SEED = 20_261_122;
const KILLS = 3;

describe.skipIf(process.platform === "win32")("hugginggpt run, ended by SIGKILL", () => {
  it.each([SEED])(
    "at random points (seed %i) comes to its answer after `runs resume`; no finished task runs twice, no file is torn or nobody's",
    async (seed) => {
      const end = await killRuns(KILLS, seed);
      expect(end.failures).toEqual([]);
      expect(end.kills).toBeGreaterThanOrEqual(KILLS);
    },
  );
});
