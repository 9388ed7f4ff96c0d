import type { RunEvent } from "@hugginggpt/shared";
import { EventQueue } from "./event-queue.js";
import type { Approval, Proposal, RunDeps } from "./run-input.js";
import type { RunReport } from "./run-report.js";

/**
 * What a loop over a run gets: its events, each proposal that waits for an answer, and, where it was asked for, the answer
 * piece by piece.
 */
export type LiveEvent =
  | RunEvent
  | { readonly type: "approval-wanted"; readonly proposal: Proposal }
  | { readonly type: "answer-text"; readonly text: string };

/**
 * A request that is being worked on. Looping over it gives its events in order, those included that came before the
 * loop; leaving the loop early cancels the run and waits for its end, and a run that fails throws in the loop. One loop
 * reads; whoever wants no events awaits the report alone.
 */
export interface LiveRun extends AsyncIterable<LiveEvent> {
  readonly id: string;
  /** What became of the request. Rejects as `runRequest` says. */
  readonly report: Promise<RunReport>;
  /** The plan that waits for approval; null where none does. */
  readonly proposal: Proposal | null;
  /** Answers the proposal. Returns false where none waits. */
  answer(said: Approval): boolean;
  /** Cancels everything in flight; does nothing after the end. */
  cancel(reason?: Error): void;
}

/** What a run needs from whoever starts it: `RunDeps`, with what can be left out. */
export interface RunSetup extends Omit<RunDeps, "emit" | "signal" | "onAnswerText"> {
  /** Called with each event at once, before a loop gets it. */
  readonly emit?: RunDeps["emit"];
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Whether the plan is proposed, and waits for an answer, before anything is executed. */
  readonly asks?: boolean;
  /** Whether a loop also gets the answer piece by piece, as `answer-text`; by default it does not. */
  readonly streamAnswer?: boolean;
}

/** A run that is about to be worked on. */
export interface OpenedRun {
  /** What it is worked on with: its events and its proposals reach whoever follows the run. */
  readonly deps: RunDeps;
  /** Returns the run, to be followed until its report is there. */
  readonly follow: (report: Promise<RunReport>) => LiveRun;
}

/** Opens a run so that it can be followed. */
export function openRun(id: string, setup: RunSetup): OpenedRun {
  const queue = new EventQueue<LiveEvent>(missedEvents);
  const abort = new AbortController();
  const { emit, signal, asks, streamAnswer, ...rest } = setup;
  let waiting: { readonly proposal: Proposal; readonly answer: (said: Approval) => void } | null = null;
  const approve = (proposal: Proposal): Promise<Approval> =>
    new Promise((resolve) => {
      waiting = { proposal, answer: resolve };
      queue.push({ type: "approval-wanted", proposal });
    });
  const deps: RunDeps = {
    ...rest,
    signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
    emit: (event) => {
      emit?.(event);
      queue.push(event);
    },
    ...(asks ? { approve } : {}),
    ...(streamAnswer ? { onAnswerText: (text) => queue.push({ type: "answer-text", text }) } : {}),
  };
  const cancel = (reason: Error = new DOMException("the run was cancelled", "AbortError")): void =>
    abort.abort(reason);
  const answer = (said: Approval): boolean => {
    const asked = waiting;
    waiting = null;
    asked?.answer(said);
    return asked !== null;
  };
  const follow = (report: Promise<RunReport>): LiveRun => {
    report.then(
      () => queue.end(),
      (error) => queue.end({ error }),
    );
    return {
      id,
      report,
      get proposal() {
        return waiting?.proposal ?? null;
      },
      answer,
      cancel,
      [Symbol.asyncIterator]: () => eventsOf(queue, report, cancel),
    };
  };
  return { deps, follow };
}

async function* eventsOf(
  queue: EventQueue<LiveEvent>,
  report: Promise<RunReport>,
  cancel: (reason: Error) => void,
): AsyncGenerator<LiveEvent, void, void> {
  let isOver = false;
  try {
    for (let next = await queue.next(); next; next = await queue.next()) yield next.event;
    isOver = true;
  } finally {
    if (!isOver) {
      cancel(new DOMException("the loop over the run's events was left", "AbortError"));
      await report.catch(() => undefined); // Whoever left the loop does not want to hear of it.
    }
  }
}

function missedEvents(count: number): LiveEvent {
  return { type: "warning", message: `${count} events were not read in time and are left out here.` };
}
