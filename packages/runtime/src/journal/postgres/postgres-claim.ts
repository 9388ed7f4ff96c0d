import {
  type Artifact,
  deferred,
  errorMessage,
  Fault,
  isDatabaseAway,
  isFault,
  type JournalEntry,
  type RunClaim,
  type RunCommand,
} from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { type RunTally, tallied } from "../run-tally.js";
import { type Patience, patiently } from "./patience.js";
import { APPEND, TAKE_COMMANDS } from "./run-statements.js";
import { withoutNul } from "./without-nul.js";

/** Entries are gathered for this long before they are written, in milliseconds, unless a caller waits for them. */
const GATHER_MS = 20;
/** The reason that ends the gathering; a new error for each append would cost a stack trace. */
const URGED = Symbol("somebody waits");

/** The state with which a claim starts. */
export interface Claimed {
  readonly run: string;
  /** Greater than those of all claims before it. */
  readonly token: number;
  /** Number of the last entry. */
  readonly seq: number;
  readonly tally: RunTally | null;
  /** Whether there are commands for the run. */
  readonly hasCommands: boolean;
}

/** The parts that all claims of a store share. */
export interface ClaimParts extends Patience {
  readonly db: Pick<PostgresTransaction, "query">;
  /** How long a renewal keeps the run from others, in milliseconds. */
  readonly leaseMs: number;
  /** Returns an entry as a line. */
  readonly encode: (entry: JournalEntry) => string;
  /** Called when the claim has ended. */
  readonly onEnd: (claim: PostgresClaim) => void;
}

/** Entries that are written together. */
class Batch {
  readonly entries: JournalEntry[] = [];
  /** Undefined: the proposal stays; null: it is removed. */
  proposal: string | null | undefined = undefined;
  isLast = false;
  /** Whether a caller waits for it. */
  isUrgent = false;
  readonly written = deferred<void>();
}

/**
 * A claim with a lease, which every write renews. Only the database decides whether it still holds, by its own clock
 * and the claim's token: nothing is written once another process has claimed the run.
 */
export class PostgresClaim implements RunClaim {
  readonly token: number;
  readonly run: string;
  readonly recorded: number;
  readonly #parts: ClaimParts;
  readonly #lost = new AbortController();
  /** Whether there may be undelivered commands. */
  #hasCommands: boolean;
  #seq: number;
  #tally: RunTally | null;
  #open = new Batch();
  /** Resolves when nothing is left to write; null: nothing is. */
  #writing: Promise<void> | null = null;
  #urge = new AbortController();
  /** When the statement was sent that last renewed the claim. */
  #renewed: number;
  #ended: Promise<void> | null = null;
  #onCommand: ((command: RunCommand) => void) | null = null;

  constructor({ run, token, seq, tally, hasCommands }: Claimed, sent: number, parts: ClaimParts) {
    this.run = run;
    this.token = token;
    this.#hasCommands = hasCommands;
    this.recorded = seq;
    this.#seq = seq;
    this.#tally = tally;
    this.#renewed = sent;
    this.#parts = parts;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Milliseconds since the last renewal. */
  get age(): number {
    return this.#parts.ticks() - this.#renewed;
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    this.#refuseEnded();
    const batch = this.#open;
    batch.entries.push(...entries);
    this.#write();
    return batch.written.promise;
  }

  async sync(): Promise<void> {
    this.#refuseEnded();
    // A claim renewed recently needs no check.
    if (!this.#writing && this.age < this.#parts.leaseMs / 2) return;
    const { written } = this.#open;
    const isWaiting = this.#open.entries.length > 0 || !this.#writing;
    this.#writeNow();
    await (isWaiting ? written.promise : this.#writing);
    this.#refuseEnded();
  }

  propose(proposal: unknown): void {
    if (this.#ended || this.lost.aborted) return;
    this.#open.proposal = proposal === null ? null : JSON.stringify(proposal);
    this.#writeNow();
  }

  onCommand(listener: (command: RunCommand) => void): void {
    this.#onCommand = listener;
    if (this.#hasCommands) void this.deliverCommands();
  }

  giveBack(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  /** Notes a renewal that was sent at a time. */
  renew(sent: number): void {
    this.#renewed = Math.max(this.#renewed, sent);
  }

  /** Ends the work under the claim: another process has it, or may have it. */
  lose(cause?: unknown): Fault {
    const fault = takenOver(cause);
    this.#lost.abort(fault);
    this.#urge.abort(URGED);
    this.#parts.onEnd(this);
    return fault;
  }

  /** Delivers the commands that others have sent, once there is a listener. */
  async deliverCommands(): Promise<void> {
    this.#hasCommands = true;
    const listener = this.#onCommand;
    if (!listener) return;
    try {
      const { db } = this.#parts;
      const found = await db.query<{ id: number; wish: string }>(TAKE_COMMANDS, [this.run, this.token]);
      for (const { wish } of found.sort((a, b) => a.id - b.id)) listener(JSON.parse(wish) as RunCommand);
    } catch (error) {
      if (!isFault(error)) throw error; // The next renewal looks again.
    }
  }

  async #end(): Promise<void> {
    try {
      if (this.lost.aborted) throw this.lost.reason;
      const last = this.#open;
      last.isLast = true;
      this.#writeNow();
      await last.written.promise;
    } finally {
      this.#parts.onEnd(this);
    }
  }

  #refuseEnded(): void {
    this.lost.throwIfAborted();
    if (this.#ended) throw new Error("Internal error: the claim was given back");
  }

  #write(): void {
    this.#writing ??= this.#writeAll();
  }

  #writeNow(): void {
    this.#open.isUrgent = true;
    this.#write();
    this.#urge.abort(URGED);
  }

  /** Writes batch after batch until nothing is left. */
  async #writeAll(): Promise<void> {
    const { clock } = this.#parts;
    do {
      this.#urge = new AbortController();
      // A caller that waits ends the gathering.
      if (!this.#open.isUrgent) await clock.sleep(GATHER_MS, this.#urge.signal).catch(() => undefined);
      const batch = this.#open;
      this.#open = new Batch();
      await this.#writeBatch(batch).then(batch.written.resolve, batch.written.reject);
    } while (this.#open.entries.length > 0 || this.#open.proposal !== undefined || this.#open.isLast);
    // Without an await in between: an entry added from here on starts a new writer.
    this.#writing = null;
  }

  async #writeBatch(batch: Batch): Promise<void> {
    const { db, ticks, leaseMs } = this.#parts;
    const tally = tallied(this.#tally, batch.entries);
    const values = this.#valuesOf(batch, tally);
    let sent = ticks();
    const isOver = (): boolean => this.lost.aborted || this.age >= leaseMs;
    const write = async (): Promise<unknown[]> => {
      this.lost.throwIfAborted();
      sent = ticks();
      return db.query(APPEND, values);
    };
    const held = await patiently(write, isOver, this.#parts).catch((error: unknown) => {
      if (isDatabaseAway(error)) throw this.lose(error);
      throw error;
    });
    if (held.length === 0) throw this.lose();
    this.renew(sent);
    this.#seq += batch.entries.length;
    this.#tally = tally;
  }

  #valuesOf({ entries, proposal, isLast }: Batch, tally: RunTally | null): unknown[] {
    const { encode, leaseMs } = this.#parts;
    return [
      ...[this.run, this.token, leaseMs, isLast, this.#seq + entries.length],
      ...tallyColumns(tally),
      ...[proposal !== undefined, proposal ?? null],
      entries.map((_, place) => this.#seq + place + 1),
      entries.map(encode),
      ...fileColumns(entries, tally),
    ];
  }
}

/** Returns the values of the columns `tally`, `status` and `words`. */
export function tallyColumns(tally: RunTally | null): (string | null)[] {
  if (!tally) return [null, null, null];
  const { status, cancelled, request } = tally;
  return [
    JSON.stringify(tally),
    status ?? (cancelled ? "cancelled" : null),
    withoutNul(request.toLowerCase()),
  ];
}

/**
 * Returns the columns of the rows for the files that entries name. Files taken over from another run are named by the
 * run's first entries, and are at the places that these give.
 */
export function fileColumns(entries: readonly JournalEntry[], tally: RunTally | null): unknown[] {
  const files = [...new Map(entries.flatMap(filesOf).map((file) => [withoutNul(file.name), file])).values()];
  const earlier = new Map(
    entries.flatMap(({ event }) =>
      event.type === "input-recorded" ? Object.entries(Object(event.input.setup.earlier)) : [],
    ),
  );
  return [
    ...[files.map(({ name }) => withoutNul(name)), files.map(({ sha256 }) => withoutNul(sha256))],
    ...[files.map(({ mediaType }) => withoutNul(mediaType)), files.map(({ bytes }) => Math.round(bytes))],
    files.map(({ taskId }) => taskId),
    files.map(({ name }) => {
      const place = earlier.get(name) ?? tally?.out;
      return typeof place === "string" ? withoutNul(place) : null;
    }),
  ];
}

function filesOf({ event }: JournalEntry): readonly Artifact[] {
  return event.type === "task-ended" && event.outcome.status === "succeeded" ? event.outcome.artifacts : [];
}

function takenOver(cause: unknown): Fault {
  return new Fault("RUN_TAKEN_OVER", "This process may not work on the run any more", {
    wanted: "to renew its claim on the run in time",
    came: cause === undefined ? "somebody else has claimed it" : errorMessage(cause),
    next: "Nothing is lost: whoever works on the run now goes on where its record ends.",
    cause,
  });
}
