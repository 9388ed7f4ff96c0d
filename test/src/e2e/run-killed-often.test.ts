import { describe, expect, it } from "vitest";
import { killRuns } from "../crash/killed-runs.js";

/** Fixes where the kills are; a failure names it. */
const SEED = 20_261_122;
const KILLS = 50;

describe.skipIf(process.platform === "win32")("hugginggpt run, ended by SIGKILL", () => {
  it("fifty times at random points comes to its answer after `runs resume`; no finished task runs twice, no file is torn or nobody's", async () => {
    const end = await killRuns(KILLS, SEED);
    expect(end.failures).toEqual([]);
    expect(end.kills).toBeGreaterThanOrEqual(KILLS);
    expect(Math.min(...Object.values(end.points))).toBeGreaterThan(0);
  }, 600_000);
});
