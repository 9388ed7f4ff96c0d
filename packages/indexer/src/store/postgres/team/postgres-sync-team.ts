import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Fault } from "@hugginggpt/shared";
import type { PostgresDatabase, PostgresLock } from "@hugginggpt/shared/postgres";
import type { CardTodo } from "../../../ports/registry-store.js";
import type { Lead, LeaderState, Seat, SyncTeam, WindowChange, Work } from "../../../ports/sync-team.js";
import { lockedFault } from "../../../ports/writer.js";
import { idValues } from "../condition-sql.js";
import { changeWindow } from "./limit-windows.js";
import * as machines from "./machines-sql.js";
import { type LifeStatements, lifeStatements } from "./machines-sql.js";
import * as queue from "./queue-sql.js";

/**
 * Seconds of silence after which a machine counts as gone; it reports five times as often. Another machine takes the
 * lead within half a minute.
 */
const GONE_AFTER_S = 15;
const PAUSES = "hugginggpt_limits";

/** The machines that sync the registry of a database. */
export class PostgresSyncTeam implements SyncTeam {
  readonly #db: PostgresDatabase;
  readonly #goneAfterS: number;

  /** `goneAfterS` must be the same on all machines. */
  constructor(db: PostgresDatabase, goneAfterS = GONE_AFTER_S) {
    this.#db = db;
    this.#goneAfterS = goneAfterS;
  }

  join(hasToken: boolean): Promise<Seat> {
    return PostgresSeat.take(this.#db, hasToken, this.#goneAfterS);
  }

  /**
   * Takes the lead for work that no other machine can help with, and returns a function that gives it back.
   * @throws Fault REGISTRY_LOCKED where another machine leads.
   */
  async alone(): Promise<() => Promise<void>> {
    const seat = await this.join(false);
    try {
      const lead = await seat.lead();
      if (lead === null) throw lockedFault(await seat.leader());
      await lead.at("alone");
      return async () => {
        await lead.release();
        await seat.leave();
      };
    } catch (error) {
      await seat.leave();
      throw error;
    }
  }

  /** Returns the machine that leads; null if none does. */
  leader(): Promise<LeaderState | null> {
    return leaderOf(this.#db, lifeStatements(this.#goneAfterS));
  }
}

async function leaderOf(db: PostgresDatabase, life: LifeStatements): Promise<LeaderState | null> {
  const [row] = await db.query<Omit<LeaderState, "since"> & { since: Date }>(life.leader);
  return row ? { ...row, since: row.since.toISOString() } : null;
}

class PostgresSeat implements Seat {
  readonly #db: PostgresDatabase;
  readonly #life: LifeStatements;
  readonly #id = randomUUID();
  readonly #lost = new AbortController();
  readonly #endings: (() => void)[] = [];

  private constructor(db: PostgresDatabase, life: LifeStatements) {
    this.#db = db;
    this.#life = life;
  }

  static async take(db: PostgresDatabase, hasToken: boolean, goneAfterS: number): Promise<Seat> {
    const seat = new PostgresSeat(db, lifeStatements(goneAfterS));
    await db.query(machines.JOIN, [seat.#id, hostname(), process.pid, hasToken]);
    db.beforeWrite = async ({ query }) => {
      if ((await query(seat.#life.stillThere, [seat.#id])).length === 0) throw seat.#giveUp();
    };
    const beat = setInterval(() => void seat.#beat(), goneAfterS * 200);
    seat.#endings.push(() => clearInterval(beat));
    return seat;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  leader(): Promise<LeaderState | null> {
    return leaderOf(this.#db, this.#life);
  }

  async lead(): Promise<Lead | null> {
    if ((await this.leader()) !== null) return null;
    await this.#db.query(this.#life.removeSilent, [this.#id]);
    const lock = await this.#db.lock(machines.LEADERS_LOCK);
    if (lock === null) {
      await this.#db.query(this.#life.freeLock);
      return null;
    }
    try {
      await this.#db.query(machines.REMOVE_LEADER, [this.#id]);
      await this.#db.query(machines.SET_LEADER, [this.#id, true]);
    } catch (error) {
      await lock.release();
      throw error;
    }
    return new PostgresLead(this.#db, this.#id, lock);
  }

  cards(token: boolean): Work<CardTodo> {
    return this.#work("card", (limit) =>
      this.#db.query<CardTodo>(queue.TAKE_CARDS, ["card", this.#id, limit, token]),
    );
  }

  texts(): Work<{ readonly id: string }> {
    return this.#work("text", (limit) => this.#db.query(queue.TAKE_TEXTS, ["text", this.#id, limit, true]));
  }

  changeWindow<T>(bucket: string, change: WindowChange<T>): Promise<T> {
    return changeWindow(this.#db, bucket, change);
  }

  async pause(bucket: string): Promise<void> {
    await this.#db.query("SELECT pg_notify($1, $2)", [PAUSES, JSON.stringify({ bucket, by: this.#id })]);
  }

  async onPause(listener: (bucket: string) => void): Promise<void> {
    const hear = (payload: string): void => {
      const { bucket, by } = JSON.parse(payload);
      if (by !== this.#id) listener(bucket);
    };
    this.#endings.push(await this.#db.listen(PAUSES, hear, () => undefined));
  }

  async leave(): Promise<void> {
    for (const end of this.#endings.splice(0)) end();
    this.#db.beforeWrite = null;
    // If that fails, the others find out by the silence.
    await this.#db.query(machines.LEAVE, [this.#id]).catch(() => undefined);
  }

  #work<Todo>(kind: string, take: Work<Todo>["take"]): Work<Todo> {
    return {
      take,
      left: async () => (await this.#db.query<{ left: number }>(queue.LEFT, [kind]))[0]?.left ?? 0,
      done: async (items) => {
        await this.#db.query(queue.DONE, [kind, ...idValues(items.map(({ id }) => id))]);
      },
    };
  }

  /** Reports that this machine is alive. A failed report changes nothing: the next one may arrive. */
  async #beat(): Promise<void> {
    const there = await this.#db.query(machines.BEAT, [this.#id]).catch(() => null);
    if (there?.length === 0) this.#giveUp();
    else await this.#db.query(this.#life.removeSilent, [this.#id]).catch(() => undefined);
  }

  #giveUp(): Fault {
    const fault = new Fault(
      "DATABASE_LOST",
      "This machine did not answer for long, and others go on with its part",
      {
        next: "Nothing need be done: it takes part again.",
        retryable: true,
      },
    );
    this.#lost.abort(fault);
    return this.#lost.signal.reason;
  }
}

class PostgresLead implements Lead {
  readonly #db: PostgresDatabase;
  readonly #id: string;
  readonly #lock: PostgresLock;

  constructor(db: PostgresDatabase, id: string, lock: PostgresLock) {
    this.#db = db;
    this.#id = id;
    this.#lock = lock;
  }

  get lost(): AbortSignal {
    return this.#lock.lost;
  }

  async at(step: LeaderState["step"]): Promise<void> {
    await this.#db.query(machines.SET_STEP, [this.#id, step]);
  }

  async offerCards(limit: number, token: boolean): Promise<void> {
    await this.#db.write(async ({ query }) => {
      await query(queue.CLEAR, ["card"]);
      await query(queue.OFFER_CARDS, [token, limit]);
    });
  }

  async offerTexts(): Promise<void> {
    await this.#db.write(async ({ query }) => {
      await query(queue.CLEAR, ["text"]);
      await query(queue.OFFER_TEXTS);
    });
  }

  async release(): Promise<void> {
    await this.#db.query(machines.SET_LEADER, [this.#id, false]).catch(() => undefined);
    await this.#lock.release();
  }
}
