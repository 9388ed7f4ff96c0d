import { randomUUID } from "node:crypto";
import {
  type Fault,
  type FollowedUntil,
  type JournalEntry,
  type RunClaim,
  type RunCommand,
  type RunNews,
  type RunStore,
  type RunSummary,
  type SharedStore,
  systemClock,
} from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { lineEncoder } from "../encode-entry.js";
import { followed } from "../followed.js";
import { type RunTally, summaryOf, tallied } from "../run-tally.js";
import { lineReader, requireRunId, runLocked } from "../store-rules.js";
import { Heartbeat } from "./heartbeat.js";
import { forAWhile, type Patience } from "./patience.js";
import { type Claimed, type ClaimParts, fileColumns, PostgresClaim, tallyColumns } from "./postgres-claim.js";
import { postgresPruning } from "./postgres-pruning.js";
import * as sql from "./run-statements.js";
import { RunWakes } from "./run-wakes.js";
import { withoutNul } from "./without-nul.js";

/** The lease of a claim, in milliseconds. */
const LEASE_MS = 20_000;

export interface PostgresRunStoreOptions extends Partial<Patience> {
  /** Secrets, which a journal contains only as `[redacted]`. */
  readonly secrets?: readonly string[];
  readonly leaseMs?: number;
}

/** The shortest time between two reports of a full disk, in milliseconds. */
const REPORT_AGAIN_MS = 60_000;

/** A row of a claim. */
interface ClaimedRow extends Omit<Claimed, "run" | "tally"> {
  readonly tally: string | null;
}

/**
 * Stores runs in a database that machines share. A claim on a run ends when its lease is not renewed; writes under a
 * claim that another process has taken since are refused. Calls wait while the database is briefly unavailable. All
 * times are by the database's clock.
 */
export class PostgresRunStore implements RunStore {
  readonly shared: SharedStore;
  readonly #db: PostgresDatabase;
  readonly #encode: (entry: JournalEntry) => string;
  readonly #leaseMs: number;
  readonly #patience: Patience;
  readonly #wakes: RunWakes;
  readonly #heartbeat: Heartbeat;

  /** The caller who opened the database closes it. */
  constructor(db: PostgresDatabase, options: PostgresRunStoreOptions = {}) {
    const {
      secrets = [],
      leaseMs = LEASE_MS,
      clock = systemClock,
      ticks = () => performance.now(),
      onFull,
    } = options;
    this.#db = db;
    this.#encode = lineEncoder(secrets);
    this.#leaseMs = leaseMs;
    this.#patience = { clock, ticks, onFull: onFull && nowAndThen(onFull, ticks) };
    this.#wakes = new RunWakes(db);
    this.#heartbeat = new Heartbeat({ db, leaseMs, clock, ticks });
    this.shared = {
      sendCommand: (run, command) => this.#sendCommand(run, command),
      proposal: (run) => this.#proposal(run),
      latest: (most, words) => this.#latest(most, words),
      pruning: postgresPruning((statement, values) => this.#query(statement, values)),
    };
  }

  async begin(run: string, entries: readonly JournalEntry[]): Promise<void> {
    requireRunId(run);
    const tally = tallied(null, entries);
    const lines = entries.map(this.#encode);
    const columns = [run, lines.length, ...tallyColumns(tally), lines, ...fileColumns(entries, tally)];
    await this.#query(sql.CREATE, columns);
  }

  /** @throws Fault INPUT_UNREADABLE if an event is not in the form that this program writes. */
  async entries(run: string): Promise<readonly JournalEntry[]> {
    requireRunId(run);
    const rows = await this.#query<{ seq: number; entry: string }>(sql.ENTRIES, [run]);
    const read = await lineReader(`The record of ${run}`);
    return rows.flatMap(({ seq, entry }) => read(entry, seq) ?? []);
  }

  async runs(): Promise<readonly string[]> {
    return (await this.#query<{ run: string }>(sql.RUNS)).map(({ run }) => run);
  }

  async #latest(most: number, words: string): Promise<readonly RunSummary[]> {
    const values = [most, withoutNul(words.toLowerCase())];
    const rows = await this.#query<{ tally: string; claimed: boolean }>(sql.LATEST, values);
    return rows.map(({ tally, claimed }) => summaryOf(JSON.parse(tally) as RunTally, claimed));
  }

  async claim(run: string): Promise<RunClaim> {
    requireRunId(run);
    // Watched before the claim, because commands can come from then on.
    await this.#wakes.ready();
    const { ticks } = this.#patience;
    const name = randomUUID();
    let sent = ticks();
    const [row] = await this.#patiently(() => {
      sent = ticks();
      return this.#db.query<ClaimedRow>(sql.CLAIM, [run, name, this.#leaseMs]);
    });
    if (!row) throw runLocked(`a claim in ${this.#db.name}`);
    return this.#claimed(run, row, sent);
  }

  async isClaimed(run: string): Promise<boolean> {
    requireRunId(run);
    const [row] = await this.#query<{ claimed: boolean }>(sql.IS_CLAIMED, [run]);
    return row?.claimed ?? false;
  }

  async *follow(run: string, until?: FollowedUntil): AsyncGenerator<RunNews, void, void> {
    await this.#wakes.ready();
    const next = await this.#newsOf(run);
    yield* followed({ next, watch: (wake) => this.#wakes.on(run, wake) }, until, this.#patience.clock);
  }

  async remove(run: string): Promise<void> {
    requireRunId(run);
    const [held] = await this.#query(sql.REMOVE, [[run]]);
    if (held) throw runLocked(`a claim in ${this.#db.name}`);
  }

  #claimed(run: string, { token, seq, tally, hasCommands }: ClaimedRow, sent: number): PostgresClaim {
    const unwatch = this.#wakes.on(sql.commandsOf(run), () => void claim.deliverCommands());
    const parts: ClaimParts = {
      ...this.#patience,
      db: this.#db,
      leaseMs: this.#leaseMs,
      encode: this.#encode,
      onEnd: (ended) => {
        unwatch();
        this.#heartbeat.remove(ended);
      },
    };
    // What was written by this program; the cast gives back its type.
    const before = tally === null ? null : (JSON.parse(tally) as RunTally);
    const claim = new PostgresClaim({ run, token, seq, tally: before, hasCommands }, sent, parts);
    this.#heartbeat.add(claim);
    return claim;
  }

  async #newsOf(run: string) {
    const read = await lineReader(`The record of ${run}`);
    let last = 0;
    let shown: string | null = null;
    return async () => {
      const rows = await this.#query<NewsRow>(sql.NEWS, [run, last]);
      const state = rows.find(({ seq }) => seq === null);
      const news = rows.flatMap(({ seq, entry }): RunNews[] => {
        const found = seq === null || entry === null ? null : read(entry, seq);
        return found ? [{ entry: found }] : [];
      });
      last = rows.reduce((most, { seq }) => Math.max(most, seq ?? 0), last);
      const proposal = state?.claimed ? state.entry : null;
      if (proposal !== null && proposal !== shown) news.push({ proposal: JSON.parse(proposal) as unknown });
      shown = proposal;
      return { news, isAtRest: !state?.claimed };
    };
  }

  async #sendCommand(run: string, command: RunCommand): Promise<boolean> {
    const values = [run, JSON.stringify(command), command.type === "answer", sql.commandsOf(run)];
    const found = await this.#query(sql.SEND_COMMAND, values);
    return found.length > 0;
  }

  async #proposal(run: string): Promise<unknown> {
    const [row] = await this.#query<{ proposal: string }>(sql.PROPOSAL, [run]);
    return row ? (JSON.parse(row.proposal) as unknown) : null;
  }

  #query<Row>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#patiently(() => this.#db.query<Row>(statement, values));
  }

  /** Waits for an unavailable database no longer than a lease lasts. */
  #patiently<T>(work: () => Promise<T>): Promise<T> {
    return forAWhile(work, this.#leaseMs, this.#patience);
  }
}

/** An entry with its number; or, without one, the proposal and whether the run is claimed. */
interface NewsRow {
  readonly seq: number | null;
  readonly entry: string | null;
  readonly claimed: boolean | null;
}

/** Returns a function that reports at most once a minute. */
function nowAndThen(report: (fault: Fault) => void, ticks: () => number): (fault: Fault) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (fault) => {
    if (ticks() - last < REPORT_AGAIN_MS) return;
    last = ticks();
    report(fault);
  };
}
