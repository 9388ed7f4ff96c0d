import { type Clock, Fault, type RunEvent } from "@hugginggpt/shared";
import { finishedOutcomes } from "../journal/finished-outcomes.js";
import { type Difference, differences } from "../replay/differences.js";
import { replayOf } from "../replay/replay-ports.js";
import { restoredInput } from "../replay/restored-input.js";
import { runRequest } from "../run-request.js";
import { artifactReader } from "./run-files.js";
import type { RunStorage } from "./run-storage.js";
import type { StoredRun } from "./stored-run.js";

/** The result of a replay. */
export interface Replay {
  readonly events: number;
  /** How its events differ from the recorded ones; see `differences`. */
  readonly differences: readonly Difference[];
}

export interface ReplaySetup {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

/**
 * Repeats a run with the recorded answers, without requests or writes, and returns the differences.
 * @throws Fault USAGE if the run has not ended, INPUT_UNREADABLE if a kept file is gone, and the signal's reason.
 */
export async function replayRun(
  { run, record, entries }: StoredRun,
  storage: RunStorage,
  { clock, signal, emit }: ReplaySetup,
): Promise<Replay> {
  if (record.status === null)
    throw new Fault("USAGE", `${run} is not finished`, {
      wanted: "a run whose end is recorded",
      next: `Continue it first: hugginggpt runs resume ${run}`,
    });
  const input = await restoredInput(record, (hash) => storage.inputs.get(hash));
  const { outcomes: finished, lost } = await finishedOutcomes(record, artifactReader({ record }, storage));
  for (const [task, name] of lost)
    emit({ type: "warning", message: `${name} of task ${task} is missing or was changed.` });
  const now: RunEvent[] = [];
  const replay = replayOf({ record, finished, input, clock }, (event) => {
    now.push(event);
    emit(event);
  });
  // A run that failed fails again: only the differences count.
  await runRequest(replay.input, { ...replay.setup, signal }).report.catch(() => undefined);
  signal.throwIfAborted();
  const recorded = entries.map(({ event }) => event);
  return { events: now.length, differences: differences(recorded, now) };
}
