import { postgresServer } from "@hugginggpt/testing";
import { describe, expect, it } from "vitest";
import { chaos } from "./chaos.js";

/** Another one each day, and the same one for whoever wants it again: it stands in the title. */
const SEED = Number(process.env.CHAOS_SEED ?? 1611);

describe(`a small cluster in a storm (seed ${SEED})`, async () => {
  const { missing } = await postgresServer();
  const why = process.platform === "linux" ? missing : "signals stop and continue processes on Linux";

  it.skipIf(why !== null)(
    `loses no run, no answer and no finished task when processes are killed and the database restarts${why === null ? "" : ` (skipped: ${why})`}`,
    async () => {
      const report = await chaos({
        ...{ runs: 50, kills: 5, restarts: 1, pauses: 0, workers: 2, servers: 1 },
        ...{ seed: SEED, hurries: true, limitMs: 240_000 },
      });
      expect(report).toMatchObject({
        ...{ taken: 50, kills: 5, restarts: 1 },
        ...{ runsMissing: [], answersLost: [], doubled: [], strangers: [], finishedTwice: [] },
      });
    },
  );
});
