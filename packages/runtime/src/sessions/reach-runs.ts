import type { Clock, RunStatus } from "@hugginggpt/shared";
import { appendOnce } from "../journal/append-once.js";
import type { Following, LiveRun, NumberedEvent } from "../run/live-run.js";
import type { Approval, Proposal } from "../run/run-input.js";
import { eventsOf } from "./events-of.js";
import type { RunStorage } from "./run-storage.js";
import { findRun } from "./stored-run.js";

/** What can be had and wanted of runs by their whole ids. */
export interface RunReach {
  /**
   * Yields the events of a run by its full id, with their numbers, including those of other processes: past ones, and
   * new ones until nobody works on it. Leaving it changes nothing.
   * @throws Fault RUN_NOT_FOUND for an unknown run, DISK, INPUT_UNREADABLE for a damaged record.
   */
  events(run: string, following?: Following): AsyncGenerator<NumberedEvent, void, void>;
  /** Returns the plan of a run that waits for an answer, in whichever process; null if none does. */
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
   * Writes down that a run that was cancelled continues, whoever takes it up: of a cancelled one a worker leaves its hands.
   * Does nothing for another.
   * @throws Fault RUN_LOCKED if somebody is at it, and as `events` does.
   */
  reopen(run: string): Promise<void>;
}

/** Returns what reaches runs of this process, which are `live`, and, where machines share a storage, those of others. */
export function reachRuns(
  live: (run: string) => LiveRun | null,
  made: { readonly storage: RunStorage | undefined; readonly clock: Pick<Clock, "now"> },
): RunReach {
  const { storage, clock } = made;
  const shared = storage?.runs.shared;
  return {
    events: (run, following) => eventsOf(run, live(run), made, following),
    // Whoever shows a proposal to others gives it as it was made.
    proposal: async (run) => live(run)?.proposal ?? ((await shared?.proposal(run)) as Proposal) ?? null,
    answer: async (run, said) =>
      live(run)?.answer(said) || ((await shared?.sendCommand(run, { type: "answer", said })) ?? false),
    cancel: async (run) => {
      const here = live(run);
      here?.cancel();
      await here?.report.catch(() => undefined); // What became of it is in the record.
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

/** Writes down that a run is cancelled, or has whoever works on it do so; false if it has come to its end. */
async function isCancelled(run: string, { runs }: RunStorage, clock: Pick<Clock, "now">): Promise<boolean> {
  const endOf = async (): Promise<RunStatus | "cancelled" | null> => {
    const { status, cancelled } = (await findRun(runs, run)).record;
    return status ?? (cancelled ? "cancelled" : null);
  };
  if ((await endOf()) !== null) return false;
  if (await runs.shared?.sendCommand(run, { type: "cancel" })) {
    for await (const _ of runs.follow(run)); // Until it is given back.
    const ended = await endOf();
    if (ended !== null) return ended === "cancelled";
  }
  await appendOnce(runs, run, [{ at: clock.now(), event: { type: "run-cancelled" } }]);
  return true;
}
