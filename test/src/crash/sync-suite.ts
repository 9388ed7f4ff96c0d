import type { CrashOptions, CrashReport } from "./crash-suite.js";
import { killSyncs, MOST_AT_ONCE } from "./killed-syncs.js";

const KILLS = 1000;
/** A line of progress at most so often, in milliseconds. */
const QUIET_MS = 10_000;

/** Kills syncs at random points, 1,000 times unless told otherwise, and compares what comes of them. */
export async function crash({ kills = KILLS, seed, print }: CrashOptions): Promise<CrashReport> {
  let last = 0;
  const end = await killSyncs(kills, seed, (line) => {
    if (Date.now() - last < QUIET_MS) return;
    last = Date.now();
    print(line);
  });
  const { request, file, time } = end.points;
  return {
    figures: [
      ["kills", `${end.kills} (at a request ${request}, at a change of files ${file}, after a time ${time})`],
      ["registries synced to their end", String(end.registries)],
      ["requests repeated", `${end.repeated}, ${(end.repeated / Math.max(1, end.kills)).toFixed(2)} a kill`],
      ["the most of one registry", `${end.worst.toFixed(2)} a kill`],
      ["allowed", `${MOST_AT_ONCE} a kill`],
    ],
    failures: end.failures,
  };
}
