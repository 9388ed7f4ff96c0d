import {
  type Approval,
  isOver,
  type LiveRun,
  newRunId,
  type Proposal,
  type RecordedRun,
  type Repeat,
  type RunQueue,
  type RunRepeats,
  type RunReport,
  type Runtime,
  type RuntimeRequest,
  type RunWorker,
  type StoredRun,
} from "@hugginggpt/runtime";
import type { Clock } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";
import type { RepeatKey } from "./repeats.js";

/** What the desk works with. */
export interface DeskParts {
  readonly runtime: Runtime;
  /** The runs that it has taken, until they have come to their end. */
  readonly queue: RunQueue;
  /** Works on them, and on those that are nobody else's. */
  readonly worker: RunWorker;
  /** Whether other processes work on its runs, too. */
  readonly isShared: boolean;
  /** Follows a run, whoever works on it, or none any more. */
  readonly follow: (run: string) => Promise<LiveRun>;
  /** What is written down of a run; null if nothing is. */
  readonly record: (run: string) => Promise<RecordedRun | null>;
  readonly repeats: RunRepeats;
  readonly clock: Clock;
  /** Waiting runs of one caller. */
  readonly limits: { readonly waiting: number };
}

/** A run that was taken. */
export interface Taken {
  readonly run: string;
  /** Whether it is the run of an earlier request that was sent again. */
  readonly joined: boolean;
}

/** How a run is taken. */
export interface Taking {
  /** How the request is recognised when it is sent again; null: it is not. */
  readonly key?: RepeatKey | null;
  /** What works on it, where that is not the server's own runtime. */
  readonly runtime?: Runtime;
}

/** How many runs there are. */
export interface RunCounts {
  readonly running: number;
  readonly waiting: number;
}

/** How a run stands at the desk. */
export type DeskState = "queued" | "running";

/** How the run of a request stands; neither begun nor over: nobody has put it into the queue, or its worker left it there. */
interface KnownRun {
  readonly run: string;
  /** Whether this request is the first to be noted with it. */
  readonly isNew: boolean;
  /** Whether the same request joins it. */
  readonly isBegun: boolean;
  /** Whether the same request begins another. */
  readonly isOver: boolean;
}

/** How a run gets to those that work on it. */
interface Admission {
  readonly runtime?: Runtime;
  /** Writes it down. */
  readonly prepare?: () => Promise<unknown>;
}

/** Reports of ended runs that are remembered, for a request that is sent again. */
const REMEMBERED = 200;

/**
 * Accepts runs and puts them into the queue. A run is recorded before it waits: the worker that takes it continues it
 * like an interrupted one.
 */
export class RunDesk {
  readonly #parts: DeskParts;
  /** Runs that are being written down, with who asked for them. */
  readonly #coming = new Map<string, { readonly caller: string; readonly queued: Promise<void> }>();
  /** Runs that another runtime than the server's works on. */
  readonly #own = new Map<string, Runtime>();
  readonly #reports = new Map<string, Promise<RunReport>>();
  readonly #ended = new Set<string>();
  #isDraining = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Returns how many runs are worked on, and how many wait. */
  async counts(): Promise<RunCounts> {
    const { taken, waiting } = await this.#parts.queue.counts();
    return { running: taken, waiting };
  }

  /** Whether new runs are taken. */
  get isOpen(): boolean {
    return !this.#isDraining;
  }

  /**
   * Takes a run for a caller; where the same request was sent before, that one's. Which run a request begins is noted before
   * anything is done for it: what a server did not come to, because it was ended or stood still, the next one does, for the
   * same run, and what both do is done once.
   * @throws Refusal 429 TOO_MANY if too many of the caller's wait, 503 DRAINING, 409 CONFLICT as `Repeats`; Fault DISK.
   */
  async take(
    request: RuntimeRequest,
    caller: string,
    { key = null, runtime = this.#parts.runtime }: Taking = {},
  ): Promise<Taken> {
    const noted = key && (await this.#parts.repeats.find(key.name));
    const before = key && noted && (await this.#known(noted, key));
    if (before?.isBegun) return this.#joined(before.run);
    await this.#refuseMore(caller);
    const { run, isBegun, isNew } = before?.isOver === false ? before : await this.#noted(key, before);
    if (isBegun) return this.#joined(run);
    await this.#admit(run, caller, { runtime, prepare: () => runtime.prepare({ ...request, run }) });
    return { run, joined: !isNew };
  }

  /** Goes on with a run that was stopped or interrupted. @throws Refusal 409 CONFLICT if it is at work or at its end. */
  async goOn({ run, record }: StoredRun, caller: string): Promise<void> {
    if ((await this.stateOf(run)) !== null)
      throw new Refusal(409, "CONFLICT", "The run is in progress", "Watch its events.");
    if (record.status !== null) throw new Refusal(409, "CONFLICT", "The run is finished", "Run it again.");
    await this.#refuseMore(caller);
    if (record.cancelled) await this.#parts.runtime.reopen(run);
    await this.#admit(run, caller);
  }

  /** `queued` or `running`; null for a run that is not in the queue, or not any more. */
  async stateOf(run: string): Promise<DeskState | null> {
    return (await this.statesOf([run])).get(run) ?? null;
  }

  /** Returns how those of these runs stand that are in the queue. */
  async statesOf(runs: readonly string[]): Promise<ReadonlyMap<string, DeskState>> {
    const states = new Map<string, DeskState>();
    for (const [run, state] of await this.#parts.queue.states(runs))
      states.set(run, state === "taken" ? "running" : "queued");
    for (const run of runs) {
      if (this.#coming.has(run)) states.set(run, "queued");
      if (this.#own.has(run)) states.set(run, this.#parts.worker.live(run) ? "running" : "queued");
    }
    return states;
  }

  /** The run as it is worked on, as soon as it is; null for one that is not in the queue. Rejects where it cannot be. */
  async started(run: string): Promise<{ readonly started: Promise<LiveRun> } | null> {
    // Before it is looked for: what begins or ends meanwhile is told.
    const started = this.#started(run);
    started.catch(() => undefined); // Whoever waits for it hears of it.
    if ((await this.stateOf(run)) !== null) return { started };
    this.#parts.worker.giveUp(run, new DOMException("the run is not in the queue", "AbortError"));
    return null;
  }

  /** The proposal of a run that waits for an answer; null if none does. */
  async proposal(run: string): Promise<Proposal | null> {
    return this.#parts.worker.live(run)?.proposal ?? this.#parts.runtime.proposal(run);
  }

  /** Answers the proposal of a run. Returns false if none waits. */
  async answer(run: string, said: Approval): Promise<boolean> {
    return this.#parts.worker.live(run)?.answer(said) || this.#parts.runtime.answer(run, said);
  }

  /** What becomes, or became, of a run; null for one that is not here and did not end here lately. */
  report(run: string): Promise<RunReport> | null {
    return this.#reports.get(run) ?? (this.#parts.isShared ? this.#remember(run) : null);
  }

  /** Whether a run ended here lately. */
  hasEnded(run: string): boolean {
    return this.#ended.has(run);
  }

  /** Stops a run, or takes it out of the queue; it can be resumed. Returns false if it is not here. */
  async stop(run: string): Promise<boolean> {
    const { queue, worker, runtime } = this.#parts;
    const isOwn = this.#own.has(run) && !worker.live(run);
    if (!isOwn && !(await queue.remove(run)))
      return (await worker.stop(run)) || ((await this.stateOf(run)) !== null && runtime.cancel(run));
    worker.giveUp(run, new DOMException("the run was stopped", "AbortError"));
    await runtime.cancel(run);
    return true;
  }

  /** Takes no run any more and stops those at work, which the next server continues with; returns when all have ended. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    await this.#parts.worker.drain("the server is stopping");
  }

  /** Notes which run a request begins; where the same one came to another server in the same moment, its run counts. */
  async #noted(key: RepeatKey | null, before: KnownRun | null): Promise<KnownRun> {
    const run = newRunId(this.#parts.clock.now());
    const fresh = { run, isNew: true, isBegun: false, isOver: false };
    if (!key) return fresh;
    const { name, print } = key;
    const noted = await this.#parts.repeats.note({ name, print, run }, before?.run ?? null);
    return noted.run === run ? fresh : await this.#known(noted, key);
  }

  /**
   * Returns how the run of a noted request stands.
   * @throws Refusal 409 CONFLICT if its name was used for another request.
   */
  async #known({ run, print }: Repeat, key: RepeatKey): Promise<KnownRun> {
    if (print !== key.print)
      throw new Refusal(
        409,
        "CONFLICT",
        "That Idempotency-Key was used for another request",
        "Use a new Idempotency-Key for a new request.",
      );
    await this.#coming.get(run)?.queued;
    if ((await this.stateOf(run)) !== null) return { run, isNew: false, isBegun: true, isOver: false };
    const record = await this.#parts.record(run);
    const hasEnded = record !== null && isOver(record);
    return { run, isNew: false, isBegun: hasEnded && key.joinsEnded, isOver: hasEnded && !key.joinsEnded };
  }

  async #refuseMore(caller: string): Promise<void> {
    if (this.#isDraining)
      throw new Refusal(
        503,
        "DRAINING",
        "The server is stopping and accepts no new runs",
        "Try again in a minute.",
      );
    const coming = [...this.#coming.values()].filter((one) => one.caller === caller).length;
    const { waiting } = await this.#parts.queue.counts(caller);
    const most = this.#parts.limits.waiting;
    if (coming + waiting >= most)
      throw new Refusal(429, "TOO_MANY", `${most} of your runs are waiting`, "Wait until some are done.");
  }

  async #admit(
    run: string,
    caller: string,
    { runtime = this.#parts.runtime, prepare = async () => undefined }: Admission = {},
  ): Promise<void> {
    const coming = this.#coming.get(run)?.queued;
    if (coming) return coming;
    const queued = this.#queued(run, caller, runtime, prepare);
    this.#coming.set(run, { caller, queued });
    try {
      await queued;
    } finally {
      this.#coming.delete(run);
    }
  }

  async #queued(
    run: string,
    caller: string,
    runtime: Runtime,
    prepare: () => Promise<unknown>,
  ): Promise<void> {
    await prepare();
    const { queue, worker, runtime: usual } = this.#parts;
    if (runtime !== usual) {
      this.#own.set(run, runtime);
      const forget = (): void => void this.#own.delete(run);
      this.#remember(run).then(forget, forget);
      return worker.add(run, runtime);
    }
    // Where others may work on it, it is followed as soon as somebody wants to know of it.
    if (!this.#parts.isShared) this.#remember(run);
    await queue.put(run, caller).catch((error: Error) => {
      worker.giveUp(run, error);
      throw error;
    });
  }

  /** Where this process alone works on runs, what a run becomes is known as soon as it is worked on. */
  #started(run: string): Promise<LiveRun> {
    const { isShared, follow, worker } = this.#parts;
    return isShared && !this.#own.has(run) ? follow(run) : worker.started(run);
  }

  /** The run may be one that an earlier server in this one's place has begun. */
  #joined(run: string): Taken {
    if (!this.#reports.has(run)) this.#remember(run, this.#parts.follow(run));
    return { run, joined: true };
  }

  #remember(run: string, started = this.#started(run)): Promise<RunReport> {
    const report = started.then((live) => live.report);
    const end = (): void => void this.#ended.add(run);
    report.then(end, end);
    this.#ended.delete(run);
    this.#reports.delete(run);
    this.#reports.set(run, report);
    for (const oldest of this.#ended) {
      if (this.#reports.size <= REMEMBERED) break;
      this.#reports.delete(oldest);
      this.#ended.delete(oldest);
    }
    return report;
  }
}
