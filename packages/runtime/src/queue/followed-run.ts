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

/** The number of the first event of the work on a prepared run; the two before it are its start and its input. */
const FIRST_WORK = 3;

/** The parts that following a run needs. */
export interface FollowParts {
  readonly sessions: Pick<Sessions, "live" | "events" | "answer" | "cancel">;
  readonly queue: Pick<RunQueue, "states" | "remove">;
  readonly storage: Pick<RunStorage, "runs" | "artifacts">;
}

/**
 * Returns a queued run as a `LiveRun`, whichever process works on it. Its events come from the record, so the answer
 * arrives in one piece. Its report rejects with the recorded fault, or with an AbortError if the run was cancelled.
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
    for await (const _ of events({ after: entries.length })); // Ends when nobody will work on it.
    return reportOf(await findRun(storage.runs, run));
  };
  const cancel = (): void => void cancelled(run, parts).catch(() => undefined); // Its end is in the record.
  return {
    id: run,
    get report() {
      report ??= whenOver();
      report.catch(() => undefined); // Callers that await it get the error.
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
        // A worker resumes a prepared run, which for its callers is the start.
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

/** Removes a run from the queue, or makes the worker that has it end it, for good. */
async function cancelled(run: string, { queue, sessions }: FollowParts): Promise<void> {
  await queue.remove(run);
  await sessions.cancel(run);
}

/**
 * Yields events up to the one that ends the run. An end among the first `past` events does not count: the run was
 * resumed.
 */
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
      // A run of this process yields more than its record: the answer piece by piece.
      isMoved = !wasHere && sessions.live(run) !== null;
      if (isMoved) break;
    }
  }
}

/** Returns the report of a run that has ended. @throws the error that it ended with. */
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
