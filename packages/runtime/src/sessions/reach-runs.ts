import type { Clock, RunStatus } from "@hugginggpt/shared";
import { appendOnce } from "../journal/with-claim.js";
import type { Following, LiveRun, NumberedEvent } from "../run/live-run.js";
import type { Approval, Proposal } from "../run/run-input.js";
import { eventsOf } from "./events-of.js";
import type { RunStorage } from "./run-storage.js";
import { findRun } from "./stored-run.js";

/** Watches, answers and ends runs by their full ids, in whichever process they are. */
export interface RunReach {
  /**
   * Yields the events of a run by its full id, with their numbers, including those of other processes: past ones, and
   * new ones until nobody works on it. Leaving it changes nothing.
   * @throws Fault RUN_NOT_FOUND for an unknown run, DISK, INPUT_UNREADABLE for a damaged record.
   */
  events(run: string, following?: Following): AsyncGenerator<NumberedEvent, void, void>;
  /** Returns the proposal of a run that waits for an answer, in whichever process; null if none does. */
  proposal(run: string): Promise<Proposal | null>;
  /** Answers the proposal of a run, in whichever process it waits; false if none does. */
  answer(run: string, said: Approval): Promise<boolean>;
  /**
   * Ends a run by its full id for good, running or interrupted: its record says `cancelled`, and only `resume`
   * continues it. Returns false if it had ended before. Where machines share the storage, it notifies the worker and
   * waits for it.
   * @throws Fault RUN_LOCKED if another process has it that cannot be notified, and as `events` does.
   */
  cancel(run: string): Promise<boolean>;
  /**
   * Records that a cancelled run continues: a worker skips cancelled runs. Does nothing for any other run.
   * @throws Fault RUN_LOCKED if somebody works on it, and as `events` does.
   */
  reopen(run: string): Promise<void>;
}

/** Returns the access to the `live` runs of this process and, if machines share the storage, to those of others. */
export function reachRuns(
  live: (run: string) => LiveRun | null,
  made: { readonly storage: RunStorage | undefined; readonly clock: Pick<Clock, "now"> },
): RunReach {
  const { storage, clock } = made;
  const shared = storage?.runs.shared;
  return {
    events: (run, following) => eventsOf(run, live(run), made, following),
    // The process that publishes a proposal sends it unchanged.
    proposal: async (run) => live(run)?.proposal ?? ((await shared?.proposal(run)) as Proposal) ?? null,
    answer: async (run, said) =>
      live(run)?.answer(said) || ((await shared?.sendCommand(run, { type: "answer", said })) ?? false),
    cancel: async (run) => {
      const here = live(run);
      here?.cancel();
      await here?.report.catch(() => undefined); // The record says how it ended.
      return storage ? isCancelled(run, storage, clock) : here !== null;
    },
    reopen: async (run) => {
      if (!storage || !(await findRun(storage.runs, run)).record.cancelled) return;
      const now = clock.now();
      const at = new Date(now).toISOString();
      await appendOnce(storage.runs, run, [{ at: now, event: { type: "run-resumed", at } }]);
    },
  };
}

/** Records that a run is cancelled, or makes the worker that has it do so; false if the run has ended. */
async function isCancelled(run: string, { runs }: RunStorage, clock: Pick<Clock, "now">): Promise<boolean> {
  const endOf = async (): Promise<RunStatus | "cancelled" | null> => {
    const { status, cancelled } = (await findRun(runs, run)).record;
    return status ?? (cancelled ? "cancelled" : null);
  };
  if ((await endOf()) !== null) return false;
  if (await runs.shared?.sendCommand(run, { type: "cancel" })) {
    for await (const _ of runs.follow(run)); // Ends when the run is released.
    const ended = await endOf();
    if (ended !== null) return ended === "cancelled";
  }
  await appendOnce(runs, run, [{ at: clock.now(), event: { type: "run-cancelled" } }]);
  return true;
}
