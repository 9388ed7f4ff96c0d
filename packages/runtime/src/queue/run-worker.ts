import {
  type Clock,
  type Deferred,
  deferred,
  describeError,
  type Fault,
  type FaultCode,
  isAbort,
  isDatabaseAway,
  isFault,
} from "@hugginggpt/shared";
import { isOver } from "../journal/recorded-run.js";
import { Bell } from "../run/bell.js";
import type { LiveRun } from "../run/live-run.js";
import type { RunReport } from "../run/run-report.js";
import type { Sessions } from "../sessions/sessions.js";
import type { StoredRun } from "../sessions/stored-run.js";
import type { JudgeLoss, QueuedRun, RunQueue } from "./run-queue.js";

/** The sessions that work on a run. */
export type RunSessions = Pick<Sessions, "resume" | "cancel">;

/** How the work on a run ended: its report, or why there is none; `givenBack`: another worker continues it. */
export type RunEnd =
  | RunReport
  | { readonly status: "stopped" | "givenBack" | "failed"; readonly error: unknown };

/** The parts of a worker. */
export interface WorkerParts {
  readonly queue: RunQueue;
  readonly sessions: RunSessions;
  /** Finds a run by its id. @throws Fault RUN_NOT_FOUND. */
  readonly find: (run: string) => Promise<StoredRun>;
  readonly clock: Pick<Clock, "sleep">;
  /** How many runs it works on at the same time. */
  readonly most: number;
  /** Whether it takes runs from the queue; false: it works only on runs given to `add`. */
  readonly takes: boolean;
  /** Judges runs whose worker died; absent: no other worker can die. */
  readonly judge?: JudgeLoss | undefined;
  /** Records that a run failed if its record does not say how it ended. Absent: the record stays open. */
  readonly fail?: ((run: string, error: Fault) => Promise<void>) | undefined;
  /** Called with the end of each run that was worked on here. */
  readonly onEnded?: (run: string, ended: RunEnd) => void;
  /** Called with errors that no caller gets: a bug, a run that cannot continue, an unreachable queue. */
  readonly onTrouble: (error: unknown) => void;
}

/** A run that is worked on here, including while it is being opened. */
interface Place {
  readonly sessions: RunSessions;
  live: LiveRun | null;
  /** Why it shall end; null: it shall not. */
  stopping: DOMException | null;
  /** Whether it was cancelled for good. */
  isCancelled: boolean;
  /** Resolves when it has left this worker. */
  settled: Promise<void>;
}

/** The pause before an unreachable queue is asked again, in milliseconds. */
const PAUSE_MS = 1_000;
/** The time between two searches for runs whose worker died, in milliseconds. */
const RECOVER_MS = 2_000;

/** Another process has the run, or it no longer exists. */
const ELSEWHERE: ReadonlySet<FaultCode> = new Set(["RUN_LOCKED", "RUN_TAKEN_OVER", "RUN_NOT_FOUND"]);

/**
 * Takes runs from a queue, a limited number at a time, and continues each where its record ends. A run that waits for
 * approval does not count towards the limit.
 */
export class RunWorker {
  readonly #parts: WorkerParts;
  readonly #places = new Map<string, Place>();
  /** Runs that callers wait for until they are worked on here. */
  readonly #awaited = new Map<string, Deferred<LiveRun>>();
  /** Runs given to `add`. */
  #own: (QueuedRun & { readonly sessions: RunSessions })[] = [];
  readonly #bell = new Bell();
  readonly #stopped = new AbortController();
  /** Ends the waiting for runs. */
  #nudge = new AbortController();
  #isInTrouble = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    void this.#takeRuns();
    if (parts.judge) void this.#recoverRuns(parts.judge);
  }

  /** Returns a run that is worked on here; null for any other. */
  live(run: string): LiveRun | null {
    return this.#places.get(run)?.live ?? null;
  }

  /** Resolves with a run once it is worked on here. Rejects if it cannot be, or was given up. */
  started(run: string): Promise<LiveRun> {
    const live = this.live(run);
    if (live) return Promise.resolve(live);
    const awaited = this.#awaited.get(run) ?? deferred<LiveRun>();
    this.#awaited.set(run, awaited);
    return awaited.promise;
  }

  /** Works, when there is room, on a run that no other worker may take, with sessions other than its own. */
  add(run: string, sessions: RunSessions): void {
    const nothing = async (): Promise<void> => undefined;
    this.#own.push({ run, sessions, done: nothing, giveBack: nothing });
    this.#nudge.abort();
    this.#bell.ring();
  }

  /** Rejects for callers that wait for a run: it will not be worked on. */
  giveUp(run: string, why: Error): void {
    this.#own = this.#own.filter((one) => one.run !== run);
    this.#awaited.get(run)?.reject(why);
    this.#awaited.delete(run);
  }

  /** Cancels a run that is worked on here; false if it is not. It can be resumed. */
  async stop(run: string): Promise<boolean> {
    const place = this.#places.get(run);
    if (!place) return false;
    place.isCancelled = true;
    cancel(place, "the run was stopped");
    await place.sessions.cancel(run);
    return true;
  }

  /** Stops taking runs and gives back those at work, which other workers continue; resolves when all are given back. */
  async drain(why: string): Promise<void> {
    this.#stopped.abort();
    this.#nudge.abort();
    const places = [...this.#places.values()];
    for (const place of places) cancel(place, why);
    for (const run of [...this.#awaited.keys()]) this.giveUp(run, new DOMException(why, "AbortError"));
    await Promise.all(places.map(({ settled }) => settled));
  }

  async #takeRuns(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const room = this.#room;
      if (room <= 0) {
        await this.#bell.next(this.#stopped.signal);
        continue;
      }
      const own = this.#own.splice(0, room);
      for (const { sessions, ...job } of own) this.#begin(job, sessions);
      if (own.length === 0) await this.#take(room);
    }
  }

  async #take(most: number): Promise<void> {
    const { queue, sessions, takes } = this.#parts;
    this.#nudge = new AbortController();
    if (this.#own.length > 0 || this.#stopped.signal.aborted) return;
    if (!takes) return this.#bell.next(this.#nudge.signal);
    try {
      for (const job of await queue.take(most, this.#nudge.signal)) this.#begin(job, sessions);
      this.#isInTrouble = false;
    } catch (error) {
      this.#reportOnce(error);
      await this.#pause();
    }
  }

  async #recoverRuns(judge: JudgeLoss): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      // A failure here also stops `#take`, which reports it.
      await this.#parts.queue.recover(judge).catch(() => undefined);
      await this.#parts.clock.sleep(RECOVER_MS, signal).catch(() => undefined); // It stops.
    }
  }

  get #room(): number {
    const busy = [...this.#places.values()].filter(({ live }) => !live?.proposal).length;
    return this.#parts.most - busy;
  }

  #begin(job: QueuedRun, sessions: RunSessions): void {
    const stopping = this.#stopped.signal.aborted ? new DOMException("it stops", "AbortError") : null;
    const place = { sessions, live: null, stopping, isCancelled: false, settled: Promise.resolve() };
    this.#places.set(job.run, place);
    place.settled = this.#work(job, place);
  }

  async #work(job: QueuedRun, place: Place): Promise<void> {
    const ended = await this.#ended(job.run, place);
    this.#places.delete(job.run);
    this.#parts.onEnded?.(job.run, ended);
    await this.#settle(job, place, ended).catch((error: unknown) => this.#reportOnce(error));
    this.#bell.ring();
  }

  async #ended(run: string, place: Place): Promise<RunEnd> {
    try {
      if (place.stopping) throw place.stopping;
      return await this.#workOn(await this.#parts.find(run), place);
    } catch (error) {
      this.giveUp(run, error as Error);
      const isStopped = isAbort(error);
      const isGivenBack = isStopped && !place.isCancelled && this.#stopped.signal.aborted;
      return { status: isGivenBack ? "givenBack" : isStopped ? "stopped" : "failed", error };
    }
  }

  /** A run that has ended meanwhile is not started again. */
  async #workOn(stored: StoredRun, place: Place): Promise<RunReport> {
    if (isOver(stored.record)) throw new DOMException("the run has ended", "AbortError");
    const live = await place.sessions.resume(stored, { streamAnswer: true });
    place.live = live;
    if (place.stopping) live.cancel(place.stopping);
    this.#awaited.get(stored.run)?.resolve(live);
    this.#awaited.delete(stored.run);
    for await (const { event } of live.events()) if (event.type === "approval-wanted") this.#bell.ring();
    return live.report;
  }

  /** The record says how a run ended. An error that is neither a fault nor a stop is a bug. */
  async #settle(job: QueuedRun, { live }: Place, ended: RunEnd): Promise<void> {
    const { fail, onTrouble } = this.#parts;
    if (ended.status === "givenBack") return job.giveBack();
    if ("error" in ended && ended.status === "failed") {
      const { error } = ended;
      if (!isFault(error)) onTrouble(error);
      // A worker that lost its claim because it could not renew it has not died.
      else if (isDatabaseAway(error) || isDatabaseAway(error.cause)) return this.#giveBackLater(job, error);
      else {
        if (!live) onTrouble(notResumed(job.run, error));
        if (!ELSEWHERE.has(error.code)) await fail?.(job.run, error);
      }
    }
    await job.done();
  }

  /** The database became unavailable while the run was worked on. */
  async #giveBackLater(job: QueuedRun, failure: unknown): Promise<void> {
    this.#reportOnce(failure);
    await this.#pause();
    await job.giveBack();
  }

  #reportOnce(error: unknown): void {
    if (!this.#isInTrouble) this.#parts.onTrouble(error);
    this.#isInTrouble = true;
  }

  #pause(): Promise<void> {
    return this.#parts.clock.sleep(PAUSE_MS, this.#stopped.signal).catch(() => undefined); // Woken by the signal.
  }
}

function cancel(place: Place, why: string): void {
  place.stopping = new DOMException(why, "AbortError");
  place.live?.cancel(place.stopping);
}

function notResumed(run: string, error: unknown): Error {
  return new Error(`The run ${run} cannot continue: ${describeError(error)}`, { cause: error });
}
