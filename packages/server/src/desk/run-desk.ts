import {
  type Approval,
  isOver,
  type LiveRun,
  newRunId,
  type Proposal,
  type QueueState,
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
import { type Clock, isAbort } from "@hugginggpt/shared";
import { AFTER_A_PAUSE, Refusal, stopping } from "../answers/refusal.js";
import type { RepeatKey } from "./repeats.js";

/** The parts of a desk. */
export interface DeskParts {
  readonly runtime: Runtime;
  /** The accepted runs that have not ended. */
  readonly queue: RunQueue;
  /** Works on them, and on runs that nobody else works on. */
  readonly worker: RunWorker;
  /** Whether other processes work on the queue's runs, too. */
  readonly isShared: boolean;
  /** Follows a run, in whichever process it is, also after its end. */
  readonly follow: (run: string) => Promise<LiveRun>;
  /** Returns the record of a run; null if there is none. */
  readonly record: (run: string) => Promise<RecordedRun | null>;
  readonly repeats: RunRepeats;
  readonly clock: Clock;
  /** `waiting`: most waiting runs of one caller. */
  readonly limits: { readonly waiting: number };
}

/** An accepted run. */
export interface AcceptedRun {
  readonly run: string;
  /** Whether it is the run of an earlier, identical request. */
  readonly joined: boolean;
}

/** Options of an accepted run. */
export interface AcceptOptions {
  /** The key that recognises a repeated request; null for none. */
  readonly key?: RepeatKey | null;
  /** The runtime for this run; by default the server's. */
  readonly runtime?: Runtime;
}

/** The run of a known request. If it is neither begun nor over, it still has to be queued. */
interface KnownRun {
  readonly run: string;
  /** Whether this request is the first with this key. */
  readonly isNew: boolean;
  /** Whether a repeated request joins it. */
  readonly isBegun: boolean;
  /** Whether a repeated request starts another run. */
  readonly isOver: boolean;
}

/** How a run gets into the queue. */
interface Admission {
  readonly runtime?: Runtime;
  /** Records the run. */
  readonly prepare?: () => Promise<unknown>;
}

const WAIT = "Wait until some are done.";

/** Reports of finished runs kept for repeated requests. */
const REMEMBERED = 200;

/**
 * Accepts runs and puts them into the queue. A run is recorded before it waits: the worker that takes it continues it
 * like an interrupted one.
 */
export class RunDesk {
  readonly #parts: DeskParts;
  /** Runs that are being recorded, with their callers. */
  readonly #coming = new Map<string, { readonly caller: string; readonly queued: Promise<void> }>();
  /** Runs with a runtime of their own. */
  readonly #own = new Map<string, Runtime>();
  readonly #reports = new Map<string, Promise<RunReport>>();
  readonly #ended = new Set<string>();
  #isDraining = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Whether new runs are accepted. */
  get isOpen(): boolean {
    return !this.#isDraining;
  }

  /**
   * Accepts a run for a caller, or returns the run of an earlier, identical request. The run of a request is noted
   * before anything else, so if this server is killed or paused, the next one does what is missing for the same run.
   * Steps done by both count once.
   * @throws Refusal 429 TOO_MANY if too many of the caller's runs wait, 503 DRAINING, 409 CONFLICT as `Repeats`; Fault
   * DISK.
   */
  async accept(
    request: RuntimeRequest,
    caller: string,
    { key = null, runtime = this.#parts.runtime }: AcceptOptions = {},
  ): Promise<AcceptedRun> {
    const noted = key && (await this.#parts.repeats.find(key.name));
    const before = key && noted && (await this.#known(noted, key));
    if (before?.isBegun) return this.#joined(before.run);
    await this.#refuseMore(caller);
    const { run, isBegun, isNew } = before?.isOver === false ? before : await this.#noted(key, before);
    if (isBegun) return this.#joined(run);
    await this.#admit(run, caller, { runtime, prepare: () => runtime.prepare({ ...request, run }) });
    return { run, joined: !isNew };
  }

  /** Resumes a cancelled or interrupted run. @throws Refusal 409 CONFLICT if it is active or finished. */
  async resume({ run, record }: StoredRun, caller: string): Promise<void> {
    if ((await this.stateOf(run)) !== null)
      throw new Refusal("CONFLICT", "The run is in progress", "Watch its events.");
    if (record.status !== null) throw new Refusal("CONFLICT", "The run is finished", "Run it again.");
    await this.#refuseMore(caller);
    if (record.cancelled) await this.#parts.runtime.reopen(run);
    await this.#admit(run, caller);
  }

  /** Returns `queued` or `running`; null for a run that is not in the queue. */
  async stateOf(run: string): Promise<QueueState | null> {
    return (await this.statesOf([run])).get(run) ?? null;
  }

  /** Returns the states of those of the given runs that are in the queue. */
  async statesOf(runs: readonly string[]): Promise<ReadonlyMap<string, QueueState>> {
    const states = new Map(await this.#parts.queue.states(runs));
    for (const run of runs) {
      if (this.#coming.has(run)) states.set(run, "queued");
      if (this.#own.has(run)) states.set(run, this.#parts.worker.live(run) ? "running" : "queued");
    }
    return states;
  }

  /**
   * Resolves with the live run when a worker has started it; null for one not in the queue. Rejects if it cannot
   * start.
   */
  async started(run: string): Promise<{ readonly started: Promise<LiveRun> } | null> {
    // Registered before the lookup, so that a start or an end meanwhile is not missed.
    const started = this.#started(run);
    started.catch(() => undefined); // Its followers handle the rejection.
    if ((await this.stateOf(run)) !== null) return { started };
    this.#parts.worker.giveUp(run, new DOMException("the run is not in the queue", "AbortError"));
    return null;
  }

  /** Returns the proposal of a run that waits for an answer; null if there is none. */
  async proposal(run: string): Promise<Proposal | null> {
    return this.#parts.worker.live(run)?.proposal ?? this.#parts.runtime.proposal(run);
  }

  /** Answers the proposal of a run. Returns false if there is none. */
  async answer(run: string, said: Approval): Promise<boolean> {
    return this.#parts.worker.live(run)?.answer(said) || this.#parts.runtime.answer(run, said);
  }

  /** Returns the report of an active or recently finished run of this server; null for any other. */
  report(run: string): Promise<RunReport> | null {
    return this.#reports.get(run) ?? (this.#parts.isShared ? this.#remember(run) : null);
  }

  /** Returns true if a run ended here recently. */
  hasEnded(run: string): boolean {
    return this.#ended.has(run);
  }

  /** Cancels a run, or removes it from the queue. It can be resumed. Returns false if it is not here. */
  async stop(run: string): Promise<boolean> {
    const { queue, worker, runtime } = this.#parts;
    const isOwn = this.#own.has(run) && !worker.live(run);
    if (!isOwn && !(await queue.remove(run)))
      return (await worker.stop(run)) || ((await this.stateOf(run)) !== null && runtime.cancel(run));
    worker.giveUp(run, new DOMException("the run was stopped", "AbortError"));
    await runtime.cancel(run);
    return true;
  }

  /** Refuses new runs and suspends active ones, which the next server continues. Returns when all have stopped. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    await this.#parts.worker.drain("the server is stopping");
  }

  /** Notes which run a request starts. If another server noted the same request first, that run is returned. */
  async #noted(key: RepeatKey | null, before: KnownRun | null): Promise<KnownRun> {
    const run = newRunId(this.#parts.clock.now());
    const fresh = { run, isNew: true, isBegun: false, isOver: false };
    if (!key) return fresh;
    const { name, print } = key;
    const noted = await this.#parts.repeats.note({ name, print, run }, before?.run ?? null);
    return noted.run === run ? fresh : await this.#known(noted, key);
  }

  /**
   * Returns the run of a noted request.
   * @throws Refusal 409 CONFLICT if the key was used for another request.
   */
  async #known({ run, print }: Repeat, key: RepeatKey): Promise<KnownRun> {
    if (print !== key.print)
      throw new Refusal(
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
    if (this.#isDraining) throw stopping();
    const coming = [...this.#coming.values()].filter((one) => one.caller === caller).length;
    const { queued } = await this.#parts.queue.counts(caller);
    const most = this.#parts.limits.waiting;
    if (coming + queued >= most)
      throw new Refusal("TOO_MANY", `${most} of your runs are waiting`, WAIT, AFTER_A_PAUSE);
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
    // If others may work on it, it is followed only on demand.
    if (!this.#parts.isShared) this.#remember(run);
    await queue.put(run, caller).catch((error: Error) => {
      worker.giveUp(run, error);
      throw error;
    });
  }

  /** If only this process works on runs, the report is known as soon as the run starts. */
  #started(run: string): Promise<LiveRun> {
    const { isShared, follow, worker } = this.#parts;
    return isShared && !this.#own.has(run) ? follow(run) : worker.started(run);
  }

  /** The run may have been started by an earlier server. */
  #joined(run: string): AcceptedRun {
    if (!this.#reports.has(run)) this.#remember(run, this.#parts.follow(run));
    return { run, joined: true };
  }

  #remember(run: string, started = this.#started(run)): Promise<RunReport> {
    const report = started
      .then((live) => live.report)
      .catch((error: unknown) => {
        throw this.#isDraining && isAbort(error) ? stopping() : error;
      });
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
