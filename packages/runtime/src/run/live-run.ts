import type { RunEvent, RunStore } from "@hugginggpt/shared";
import { EventQueue } from "./event-queue.js";
import type { RunDeps } from "./run-input.js";
import type { RunReport } from "./run-report.js";

/** What a loop over a run gets: its events, and, where it was asked for, the answer piece by piece. */
export type LiveEvent = RunEvent | { readonly type: "answer-text"; readonly text: string };

/**
 * A request that is being worked on. Looping over it gives its events in order, those included that came before the
 * loop; leaving the loop early cancels the run and waits for its end, and a run that fails throws in the loop. One loop
 * reads; whoever wants no events awaits the report alone.
 */
export interface LiveRun extends AsyncIterable<LiveEvent> {
  readonly id: string;
  /** What became of the request. Rejects as `runRequest` says. */
  readonly report: Promise<RunReport>;
  /** Cancels everything in flight; does nothing after the end. */
  cancel(reason?: Error): void;
}

/** What a run needs from whoever starts it: `RunDeps`, with what can be left out. */
export interface RunSetup extends Omit<RunDeps, "emit" | "signal"> {
  /** Called with each event at once, before a loop gets it. */
  readonly emit?: RunDeps["emit"];
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Whether a loop also gets the answer piece by piece, as `answer-text`; by default it does not. */
  readonly streamAnswer?: boolean;
  /** Where the run's events are written down as they happen; absent: nowhere, or by whoever gets them from `emit`. */
  readonly journal?: RunStore;
}

/** Starts a run at once and returns it. */
export function startRun(
  id: string,
  setup: RunSetup,
  perform: (deps: RunDeps) => Promise<RunReport>,
): LiveRun {
  const queue = new EventQueue<LiveEvent>(missedEvents);
  const abort = new AbortController();
  const report = perform(depsOf(setup, queue, abort.signal));
  report.then(
    () => queue.end(),
    (error) => queue.end({ error }),
  );
  const cancel = (reason: Error = new DOMException("the run was cancelled", "AbortError")): void =>
    abort.abort(reason);
  return { id, report, cancel, [Symbol.asyncIterator]: () => eventsOf(queue, report, cancel) };
}

function depsOf(setup: RunSetup, queue: EventQueue<LiveEvent>, own: AbortSignal): RunDeps {
  const { emit, signal, streamAnswer, onAnswerText, journal: _, ...deps } = setup;
  const onText = (text: string): void => {
    if (streamAnswer) queue.push({ type: "answer-text", text });
    onAnswerText?.(text);
  };
  const cancelled = signal ? AbortSignal.any([signal, own]) : own;
  return {
    ...deps,
    signal: cancelled,
    // Whatever was under way may still end; of a cancelled run nobody is told.
    emit: (event) => {
      if (cancelled.aborted) return;
      emit?.(event);
      queue.push(event);
    },
    ...(streamAnswer || onAnswerText ? { onAnswerText: onText } : {}),
  };
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
