import {
  type LiveRun,
  newRunId,
  type RunReport,
  type Runtime,
  type RuntimeRequest,
  type StoredRun,
} from "@hugginggpt/runtime";
import { type Clock, describeError, isFault } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";
import type { OpenMarks } from "./open-marks.js";
import type { RepeatKey, Repeats } from "./repeats.js";

/** What the desk works with. */
export interface DeskParts {
  readonly runtime: Runtime;
  /** Finds a run by its id. @throws Fault RUN_NOT_FOUND. */
  readonly find: (run: string) => Promise<StoredRun>;
  readonly marks: Pick<OpenMarks, "add" | "remove" | "all">;
  readonly repeats: Repeats;
  readonly clock: Pick<Clock, "now">;
  /** Runs at the same time, and waiting runs of one caller. */
  readonly limits: { readonly runs: number; readonly waiting: number };
  /** Told what no caller waits for: a bug, or a run that cannot go on. */
  readonly onTrouble: (error: unknown) => void;
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

/** Reports of ended runs that are remembered, for a request that is sent again. */
const REMEMBERED = 200;

/** A run at the desk: it waits until `live` is there. */
class Ticket {
  readonly run: string;
  readonly caller: string;
  readonly runtime: Runtime;
  /** The run as soon as it is worked on. */
  readonly started: Promise<LiveRun>;
  readonly report: Promise<RunReport>;
  /** Until it is written down; rejects where it cannot be. */
  readonly prepared: Promise<unknown>;
  live: LiveRun | null = null;
  /** Whether it can be worked on. */
  isReady = false;
  isStopped = false;
  #settle: { begin(live: LiveRun): void; fail(error: unknown): void } | null = null;

  constructor(run: string, caller: string, runtime: Runtime, prepared: Promise<unknown> = Promise.resolve()) {
    this.run = run;
    this.caller = caller;
    this.runtime = runtime;
    this.prepared = prepared;
    this.started = new Promise<LiveRun>((begin, fail) => {
      this.#settle = { begin, fail };
    });
    this.report = this.started.then((live) => live.report);
    this.report.catch(() => undefined); // Whoever waits for it hears of it.
  }

  begin(live: LiveRun): void {
    this.live = live;
    this.#settle?.begin(live);
  }

  fail(error: unknown): void {
    this.#settle?.fail(error);
  }
}

/**
 * Takes runs, works on so many at a time, and lets the others wait in the order in which they came. A run is recorded before
 * it waits: a server that starts again goes on with it, as with one that was under way.
 */
export class RunDesk {
  readonly #parts: DeskParts;
  /** Those that wait or are worked on, in the order in which they came. */
  readonly #tickets = new Map<string, Ticket>();
  /** Those that are worked on, the moment included before the run is there. */
  readonly #begun = new Set<Ticket>();
  readonly #reports = new Map<string, Promise<RunReport>>();
  #isDraining = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** How many runs are worked on, and how many wait. */
  get counts(): { readonly running: number; readonly waiting: number } {
    const running = [...this.#tickets.values()].filter(({ live }) => live).length;
    return { running, waiting: this.#tickets.size - running };
  }

  /** Whether new runs are taken. */
  get isOpen(): boolean {
    return !this.#isDraining;
  }

  /**
   * Takes a run for a caller; where the same request was sent before, that one's.
   * @throws Refusal 429 TOO_MANY where too many of the caller's wait, 503 DRAINING, 409 CONFLICT as `Repeats`; Fault DISK.
   */
  async take(
    request: RuntimeRequest,
    caller: string,
    { key = null, runtime = this.#parts.runtime }: Taking = {},
  ): Promise<Taken> {
    const before = key === null ? null : this.#parts.repeats.runOf(key);
    if (before !== null && (key?.joinsEnded || this.#tickets.has(before))) {
      await this.#tickets.get(before)?.prepared;
      return { run: before, joined: true };
    }
    this.#refuseMore(caller);
    // The same request may come again before this one is written down.
    const run = newRunId(this.#parts.clock.now());
    if (key !== null) this.#parts.repeats.remember(key, run);
    const prepared = runtime.prepare({ ...request, run });
    await this.#admit(new Ticket(run, caller, runtime, prepared)).catch((error: unknown) => {
      if (key !== null) this.#parts.repeats.forget(key);
      throw error;
    });
    return { run, joined: false };
  }

  /** Goes on with a run that was stopped or interrupted. @throws Refusal 409 CONFLICT where it is at work or at its end. */
  async goOn({ run, record }: StoredRun, caller: string): Promise<void> {
    if (this.#tickets.has(run))
      throw new Refusal(409, "CONFLICT", "The run is in progress", "Watch its events.");
    if (record.status !== null) throw new Refusal(409, "CONFLICT", "The run is finished", "Run it again.");
    this.#refuseMore(caller);
    await this.#admit(new Ticket(run, caller, this.#parts.runtime));
  }

  /** Goes on with the runs that an earlier server left. */
  async goOnWithMarked(): Promise<void> {
    for (const run of await this.#parts.marks.all())
      await this.#admit(new Ticket(run, "restart", this.#parts.runtime));
    this.#startNext();
  }

  /** `queued` or `running`; null for a run that is not here, or not any more. */
  stateOf(run: string): "queued" | "running" | null {
    const ticket = this.#tickets.get(run);
    if (!ticket) return null;
    return ticket.live ? "running" : "queued";
  }

  /** The run as it is worked on; null where it is not. */
  live(run: string): LiveRun | null {
    return this.#tickets.get(run)?.live ?? null;
  }

  /** The run as it is worked on, as soon as it is; null for one that is not here. Rejects where it cannot be. */
  started(run: string): Promise<LiveRun> | null {
    return this.#tickets.get(run)?.started ?? null;
  }

  /** What becomes, or became, of a run; null for one that is not here and did not end here lately. */
  report(run: string): Promise<RunReport> | null {
    return this.#reports.get(run) ?? null;
  }

  /** Stops a run, or takes it out of the queue; it can be resumed. Returns false where it is not here. */
  async stop(run: string): Promise<boolean> {
    const ticket = this.#tickets.get(run);
    if (!ticket) return false;
    await this.#parts.marks.remove(run);
    this.#cancel(ticket, "the run was stopped");
    await ticket.runtime.cancel(run);
    return true;
  }

  /** Takes no run any more and stops those at work, which the next server goes on with; returns when all have ended. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    const tickets = [...this.#tickets.values()];
    for (const ticket of tickets) this.#cancel(ticket, "the server is stopping");
    await Promise.allSettled(tickets.map(({ report }) => report));
  }

  #cancel(ticket: Ticket, why: string): void {
    const reason = new DOMException(why, "AbortError");
    ticket.isStopped = true;
    if (ticket.live) ticket.live.cancel(reason);
    else {
      ticket.fail(reason);
      this.#tickets.delete(ticket.run);
    }
  }

  #refuseMore(caller: string): void {
    if (this.#isDraining)
      throw new Refusal(
        503,
        "DRAINING",
        "The server is stopping and accepts no new runs",
        "Try again in a minute.",
      );
    const waiting = [...this.#tickets.values()].filter((one) => !one.live && one.caller === caller).length;
    const most = this.#parts.limits.waiting;
    if (waiting >= most)
      throw new Refusal(429, "TOO_MANY", `${most} of your runs are waiting`, "Wait until some are done.");
  }

  async #admit(ticket: Ticket): Promise<void> {
    this.#tickets.set(ticket.run, ticket);
    this.#remember(ticket);
    try {
      await ticket.prepared;
      await this.#parts.marks.add(ticket.run);
      ticket.isReady = true;
    } catch (error) {
      ticket.fail(error);
      this.#tickets.delete(ticket.run);
      throw error;
    }
    this.#startNext();
  }

  #remember({ run, report }: Ticket): void {
    this.#reports.delete(run);
    this.#reports.set(run, report);
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= REMEMBERED) break;
      if (!this.#tickets.has(oldest)) this.#reports.delete(oldest);
    }
  }

  #startNext(): void {
    if (this.#isDraining) return;
    for (const ticket of this.#tickets.values()) {
      if (!this.#hasRoom()) return;
      if (ticket.isReady && !this.#begun.has(ticket)) void this.#work(ticket);
    }
  }
  /** A run that waits for its approval uses nothing, and takes nobody's place. */
  #hasRoom(): boolean {
    const busy = [...this.#begun].filter(({ live }) => !live?.proposal).length;
    return busy < this.#parts.limits.runs;
  }

  async #work(ticket: Ticket): Promise<void> {
    const { find, marks, onTrouble } = this.#parts;
    this.#begun.add(ticket);
    try {
      const live = await ticket.runtime.resume(await find(ticket.run), { streamAnswer: true });
      if (ticket.isStopped) live.cancel();
      else ticket.begin(live);
      for await (const { event } of live.events()) if (event.type === "approval-wanted") this.#startNext();
      await live.report;
    } catch (error) {
      ticket.fail(error);
      if (isBug(error)) onTrouble(error);
      else if (!ticket.live && !ticket.isStopped) onTrouble(notResumed(ticket.run, error));
    } finally {
      this.#begun.delete(ticket);
      this.#tickets.delete(ticket.run);
      if (!this.#isDraining) await marks.remove(ticket.run).catch(onTrouble);
      this.#startNext();
    }
  }
}

/** How a run ended stands in its record; what is neither a fault nor a stop is a bug of ours. */
function isBug(error: unknown): boolean {
  return !isFault(error) && !(error instanceof DOMException && error.name === "AbortError");
}

function notResumed(run: string, error: unknown): Error {
  return new Error(`The run ${run} cannot continue: ${describeError(error)}`, { cause: error });
}
