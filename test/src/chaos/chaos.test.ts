import { describe, expect, it } from "vitest";
import { chaos } from "./chaos.js";

/** Another one each day, and the same one for whoever wants it again: it stands in the title. */
const SEED = Number(process.env.CHAOS_SEED ?? 1611);

describe.skipIf(process.platform !== "linux")(`a small cluster in a storm (seed ${SEED})`, () => {
  it("loses no run, no answer and no finished task when its processes are killed and its database is restarted", async ({
    skip,
  }) => {
    const report = await chaos({
      ...{ runs: 50, kills: 5, restarts: 1, pauses: 0, workers: 2, servers: 1 },
      ...{ seed: SEED, hurries: true, limitMs: 240_000 },
    });
    if ("missing" in report) return skip(report.missing);
    expect(report).toMatchObject({
      ...{ taken: 50, kills: 5, restarts: 1 },
      ...{ missing: [], answersLost: [], strangers: [], finishedTwice: [] },
    });
    expect(report.calls).toBeGreaterThanOrEqual(150);
  });
});
