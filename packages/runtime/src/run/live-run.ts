import {
  type ArtifactReader,
  type Deferred,
  deferred,
  type FollowedUntil,
  type RunEvent,
} from "@hugginggpt/shared";
import { EventLog } from "./event-log.js";
import type { Approval, Proposal, RunDeps } from "./run-input.js";
import type { RunReport } from "./run-report.js";

/** What a loop over a run yields: its events, each waiting proposal, and, on request, pieces of the answer. */
export type LiveEvent =
  | RunEvent
  | { readonly type: "approval-wanted"; readonly proposal: Proposal }
  | { readonly type: "answer-text"; readonly text: string };

/** An event of a run with its place in the run's record. */
export interface NumberedEvent {
  /** Counted from 1, over all processes that worked on the run; null for what is not recorded. */
  readonly seq: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly event: LiveEvent;
}

/** From where on, and for how long, events of a run are followed. The signal does not end the run. */
export interface Following extends FollowedUntil {
  /** The number of the last event that is not wanted; by default 0, so that all are. */
  readonly after?: number | undefined;
}

/**
 * A request in progress. A loop over it yields its events in order, including earlier ones. Leaving the loop early
 * cancels the run and waits for its end; a failed run throws in the loop. To only watch a run, use `events`.
 */
export interface LiveRun extends AsyncIterable<LiveEvent> {
  readonly id: string;
  /** The result of the request. Rejects as `runRequest` says. */
  readonly report: Promise<RunReport>;
  /** The plan that waits for approval; null if none does. */
  readonly proposal: Proposal | null;
  /** The files that it makes. */
  readonly artifacts: ArtifactReader;
  /** How many events earlier processes recorded; 0 if this process began the run. */
  readonly before: number;
  /**
   * Yields the events of this process that have a greater number than `after`, the waiting proposal, warnings and
   * pieces of the answer, to any number of followers. Ends with the run. Leaving it does not affect the run.
   */
  events(following?: Following): AsyncGenerator<NumberedEvent, void, void>;
  /** Answers the proposal. Returns false if none waits. */
  answer(said: Approval): boolean;
  /** Cancels everything in flight; does nothing after the end. What is recorded can be resumed. */
  cancel(reason?: Error): void;
}

/** The dependencies of a run as its caller gives them: `RunDeps`, with defaults. */
export interface RunSetup extends Omit<RunDeps, "emit" | "signal" | "onAnswerText"> {
  /** Called with each event, before any loop gets it. */
  readonly emit?: RunDeps["emit"] | undefined;
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the plan needs approval before anything is executed. */
  readonly asks?: boolean | undefined;
  /** Whether followers also get pieces of the answer, as `answer-text`; by default not. */
  readonly streamAnswer?: boolean | undefined;
}

/** A run before the work on it begins. */
export interface OpenedRun {
  /** Its dependencies, which send its events and proposals to its followers. */
  readonly deps: RunDeps;
  /** Sends followers an event that is not part of the record. */
  readonly notify: RunDeps["emit"];
  /** Sets how many events the record holds already. */
  readonly countFrom: (recorded: number) => void;
  /** The same as those of `LiveRun`. */
  readonly answer: LiveRun["answer"];
  readonly cancel: LiveRun["cancel"];
  /** Returns the run; followers get its events until the report is there. */
  readonly follow: (report: Promise<RunReport>) => LiveRun;
}

/** Opens a run so that it can be followed. */
export function openRun(id: string, setup: RunSetup): OpenedRun {
  const { emit, signal, asks, streamAnswer, ...rest } = setup;
  const log = new EventLog<NumberedEvent>();
  const abort = new AbortController();
  const count = { before: 0, last: 0 };
  const push = (event: LiveEvent, seq: number | null = null): void =>
    log.push({ seq, at: setup.clock.now(), event });
  const notify = (event: RunEvent, seq: number | null = null): void => {
    emit?.(event);
    push(event, seq);
  };
  let waiting: { readonly proposal: Proposal; readonly approval: Deferred<Approval> } | null = null;
  const proposed = (): Proposal | null => waiting?.proposal ?? null;
  const approve = (proposal: Proposal): Promise<Approval> => {
    const approval = deferred<Approval>();
    waiting = { proposal, approval };
    push({ type: "approval-wanted", proposal });
    return approval.promise;
  };
  const answer = (said: Approval): boolean => {
    const asked = waiting;
    waiting = null;
    asked?.approval.resolve(said);
    return asked !== null;
  };
  const cancel = (reason: Error = new DOMException("the run was cancelled", "AbortError")): void =>
    abort.abort(reason);
  return {
    deps: {
      ...rest,
      signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
      emit: (event) => notify(event, ++count.last),
      ...(asks ? { approve } : {}),
      ...(streamAnswer ? { onAnswerText: (text) => push({ type: "answer-text", text }) } : {}),
    },
    notify: (event) => notify(event),
    countFrom: (recorded) => Object.assign(count, { before: recorded, last: recorded }),
    answer,
    cancel,
    follow: (report) => {
      const end = (): void => log.end();
      report.then(end, end);
      return {
        id,
        report,
        artifacts: setup.artifacts,
        get proposal() {
          return proposed();
        },
        get before() {
          return count.before;
        },
        events: (following) => eventsOf(log, proposed, following),
        answer,
        cancel,
        [Symbol.asyncIterator]: () => loopOver(log, report, cancel),
      };
    },
  };
}

function eventsOf(
  log: EventLog<NumberedEvent>,
  proposed: () => Proposal | null,
  { after = 0, signal }: Following = {},
): AsyncGenerator<NumberedEvent, void, void> {
  return log.read(signal, ({ seq, event }) => {
    // Recorded events that a resumed run repeats have no number here.
    if (seq !== null) return seq > after;
    if (event.type === "approval-wanted") return event.proposal === proposed();
    return event.type === "warning" || event.type === "answer-text";
  });
}

async function* loopOver(
  log: EventLog<NumberedEvent>,
  report: Promise<RunReport>,
  cancel: (reason: Error) => void,
): AsyncGenerator<LiveEvent, void, void> {
  let isOver = false;
  try {
    for await (const { event } of log.read()) yield event;
    isOver = true;
  } finally {
    if (!isOver) {
      cancel(new DOMException("the loop over the run's events was left", "AbortError"));
      await report.catch(() => undefined); // Nobody waits for the error: the loop was left.
    }
  }
  await report;
}
