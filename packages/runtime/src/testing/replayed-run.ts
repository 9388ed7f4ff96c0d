import type { RunEvent } from "@hugginggpt/shared";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { type Difference, differences } from "../replay/differences.js";
import { replayOf } from "../replay/replay-ports.js";
import type { LiveRun } from "../run/live-run.js";
import type { RunInput } from "../run/run-input.js";
import { StepClock, settle } from "./execution-bench.js";
import { startTestRun, testInput } from "./run-bench.js";

/** A run that was replayed. */
export interface ReplayedRun {
  readonly record: RecordedRun;
  /** In what its events differ from the recorded ones. */
  readonly differences: readonly Difference[];
}

/** Lets a run go on until it ends, a tenth of a second after the other. */
export async function ended(live: LiveRun, clock: StepClock): Promise<void> {
  let isOver = false;
  const over = live.report.then(() => {
    isOver = true;
  });
  while (!isOver) {
    await settle();
    clock.pass(100);
  }
  await over;
}

/** Replays a run of `startTestRun` from its events, without models and controller. */
export async function replayedRun(
  events: readonly RunEvent[],
  input: Partial<RunInput> = {},
): Promise<ReplayedRun> {
  const record = recordedRun(events.map((event, at) => ({ at, event })));
  if (!record) throw new Error("no record");
  const now: RunEvent[] = [];
  const clock = new StepClock();
  const from = { record, finished: record.outcomes, input: testInput(input), clock };
  const replay = replayOf(from, (event) => now.push(event));
  await ended(startTestRun({}, replay.setup, replay.input), clock);
  return { record, differences: differences(events, now) };
}
