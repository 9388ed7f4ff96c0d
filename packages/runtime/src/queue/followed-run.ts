import { Fault, recordedError } from "@hugginggpt/shared";
import type { Following, LiveRun, NumberedEvent } from "../run/live-run.js";
import type { Proposal } from "../run/run-input.js";
import type { RunReport } from "../run/run-report.js";
import { artifactReader } from "../sessions/run-files.js";
import type { RunStorage } from "../sessions/run-storage.js";
import type { Sessions } from "../sessions/sessions.js";
import { storedReport } from "../sessions/stored-report.js";
import { findRun, type StoredRun } from "../sessions/stored-run.js";
import type { RunQueue } from "./run-queue.js";

/** The number of the event with which work on a run begins that was written down before. */
const FIRST_WORK = 3;

/** What a run is followed by. */
export interface FollowParts {
  readonly sessions: Pick<Sessions, "live" | "events" | "answer" | "cancel">;
  readonly queue: Pick<RunQueue, "states" | "remove">;
  readonly storage: Pick<RunStorage, "runs" | "artifacts">;
}

/**
 * Returns a run of the queue as if this process worked on it, whichever one does: its events are those of the record, so the
 * answer comes whole. Its report rejects with the fault that is recorded, and with an AbortError where the run was cancelled.
 */
export function followRun({ run, record, entries }: StoredRun, parts: FollowParts): LiveRun {
  const { sessions, storage } = parts;
  let proposal: Proposal | null = null;
  let report: Promise<RunReport> | null = null;
  const events = async function* (following: Following = {}): AsyncGenerator<NumberedEvent, void, void> {
    for await (const one of eventsUntilEnd(run, entries.length, following, parts)) {
      proposal = one.event.type === "approval-wanted" ? one.event.proposal : null;
      yield one;
    }
  };
  const whenOver = async (): Promise<RunReport> => {
    for await (const _ of events({ after: entries.length })); // Until nobody will work on it.
    return reportOf(await findRun(storage.runs, run));
  };
  const cancel = (): void => void cancelled(run, parts).catch(() => undefined); // Its end is in the record.
  return {
    id: run,
    get report() {
      report ??= whenOver();
      report.catch(() => undefined); // Whoever waits for it hears of it.
      return report;
    },
    get proposal() {
      return proposal;
    },
    artifacts: artifactReader({ record }, storage),
    before: 0,
    events,
    answer: (said) => {
      const isAsked = proposal !== null;
      proposal = null;
      if (isAsked) void sessions.answer(run, said);
      return isAsked;
    },
    cancel,
    [Symbol.asyncIterator]: async function* () {
      let isOver = false;
      try {
        // A worker goes on with what was only written down: that is its beginning.
        for await (const { seq, event } of events())
          if (event.type !== "run-resumed" || seq !== FIRST_WORK) yield event;
        isOver = true;
      } finally {
        if (!isOver) await cancelled(run, parts);
      }
      await reportOf(await findRun(storage.runs, run));
    },
  };
}

/** Takes a run out of the queue, or has whoever works on it end it, for good. */
async function cancelled(run: string, { queue, sessions }: FollowParts): Promise<void> {
  await queue.remove(run);
  await sessions.cancel(run);
}

/** Gives events until the one that ends the run, unless it is one of the first `past`: a run that ended was taken up again. */
async function* eventsUntilEnd(
  run: string,
  past: number,
  following: Following,
  { sessions, queue }: FollowParts,
): AsyncGenerator<NumberedEvent, void, void> {
  const isAwaited = async (): Promise<boolean> => (await queue.states([run])).has(run);
  let after = following.after ?? 0;
  for (let isMoved = true; isMoved; ) {
    isMoved = false;
    const wasHere = sessions.live(run) !== null;
    for await (const one of sessions.events(run, { ...following, after, isAwaited })) {
      yield one;
      after = one.seq ?? after;
      const { type } = one.event;
      if ((type === "run-ended" || type === "run-cancelled") && after > past) return;
      // What this process works on tells more than its record: the pieces of the answer.
      isMoved = !wasHere && sessions.live(run) !== null;
      if (isMoved) break;
    }
  }
}

/** @throws what the run ended with. */
function reportOf(stored: StoredRun): RunReport {
  const { status, cancelled, fault, error } = stored.record;
  if (cancelled) throw new DOMException("the run was cancelled", "AbortError");
  if (status === null)
    throw new Fault("RUN_LOCKED", "Nobody works on the run any more", {
      next: `To continue: hugginggpt runs resume ${stored.run}`,
      retryable: true,
    });
  if (error !== null) throw recordedError(fault ?? { code: null, message: error });
  return storedReport(stored);
}
