import type { RunEvent } from "@hugginggpt/shared";
import { type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { type Difference, differences } from "../journal/same-events.js";
import type { LiveRun } from "../run/live-run.js";
import { retellingDeps } from "../run/retell-run.js";
import type { RunInput } from "../run/run-input.js";
import { StepClock, settle } from "./execution-bench.js";
import { startTestRun } from "./run-bench.js";

/** A run that was told again. */
export interface ToldRun {
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

/** Tells a run of `startTestRun` again from its events, without models and controller. */
export async function toldAgain(
  events: readonly RunEvent[],
  input: Partial<RunInput> = {},
): Promise<ToldRun> {
  const record = recordedRun(events.map((event, at) => ({ at, event })));
  if (!record) throw new Error("no record");
  const now: RunEvent[] = [];
  const clock = new StepClock();
  const retold = retellingDeps({ record, finished: record.outcomes, files: [], clock });
  await ended(startTestRun({}, { ...retold, emit: (event) => void now.push(event) }, input), clock);
  return { record, differences: differences(events, now) };
}
