import type { CrashOptions, CrashReport } from "./crash-suite.js";
import { killRuns } from "./killed-runs.js";

const KILLS = 500;
/** From so many on, each kind of point is among them. */
const ENOUGH_KILLS = 50;
/** A line of progress at most so often, in milliseconds. */
const QUIET_MS = 10_000;

/** Kills runs at random points, 500 times unless told otherwise, resumes them, and looks at what comes of them. */
export async function crash({ kills = KILLS, seed, print }: CrashOptions): Promise<CrashReport> {
  let last = 0;
  const end = await killRuns(kills, seed, (line) => {
    if (Date.now() - last < QUIET_MS && !line.startsWith("FAILED")) return;
    last = Date.now();
    print(line);
  });
  const { request, journal, time } = end.points;
  const missed =
    end.kills < ENOUGH_KILLS ? [] : Object.entries(end.points).filter(([, times]) => times === 0);
  return {
    figures: [
      [
        "kills",
        `${end.kills} (at a request ${request}, at a line of the journal ${journal}, after a time ${time})`,
      ],
      ["runs that came to their end", String(end.runs)],
      [
        "tasks in flight that ran twice",
        `${end.repeated}, ${(end.repeated / Math.max(1, end.kills)).toFixed(2)} a kill`,
      ],
      [
        "finished tasks that ran twice",
        String(end.failures.filter((one) => one.includes("was asked for")).length),
      ],
    ],
    failures: [...end.failures, ...missed.map(([at]) => `seed ${seed}: no kill at a ${at}`)],
  };
}
