import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { isFault } from "../errors/fault.js";
import { Connection, type ConnectionConfig, cancel, connectionConfig } from "./connection.js";
import { Listener } from "./listener.js";
import { prepareSchema } from "./migrate.js";
import { connectFault, isConflict, statementFault } from "./postgres-fault.js";
import type { PostgresTransaction } from "./postgres-transaction.js";
import { type PostgresLock, takeLock } from "./session-lock.js";
import { inTransaction, rowsOf, type Sender } from "./transaction.js";

/** Connections at once at most; whoever wants one more waits. */
const POOL_SIZE = 10;

/** How long to let the other transaction go first at most, in milliseconds. */
const CONFLICT_MS = 100;

/** A connection that nobody uses is kept for so long, in milliseconds: a new one plans everything anew. */
const IDLE_MS = 60_000;

const BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

export interface PostgresOptions {
  /** What the server's own lists call our connections. */
  readonly applicationName: string;
  /** Connections at once at most, those of `listen` and `lock` not counted. */
  readonly poolSize?: number;
}

/** The open database. Our tables are in its schema `hugginggpt`, and statements name them with it. */
export class PostgresDatabase implements PostgresTransaction {
  /** How messages name it: host, port and database. */
  readonly name: string;
  /** Called first in the transaction of every `write`: what it throws, the write throws. */
  beforeWrite: ((transaction: PostgresTransaction) => Promise<void>) | null = null;
  readonly #config: ConnectionConfig;
  readonly #pool: pg.Pool;
  readonly #listener: Listener;

  private constructor(config: ConnectionConfig, poolSize: number) {
    this.#config = config;
    this.name = `${config.place.server}/${config.place.database}`;
    this.#pool = new pg.Pool({
      ...config.client,
      ...{ max: poolSize, idleTimeoutMillis: IDLE_MS, Client: Connection },
    });
    // A connection that breaks while nobody uses it is replaced by the next one.
    this.#pool.on("error", () => undefined);
    this.#listener = new Listener(config);
  }

  /**
   * Connects and brings our tables to this version; writes nothing where they are.
   * @throws Fault CONFIG_INVALID, DATABASE_UNREACHABLE, CREDENTIALS_REJECTED, DATABASE_MISSING, DATABASE_BUSY; and
   * DATABASE_UNUSABLE for a server that is too old, tables of a newer version or of another program, and a lacking
   * right.
   */
  static async open(
    url: string,
    { applicationName, poolSize = POOL_SIZE }: PostgresOptions,
  ): Promise<PostgresDatabase> {
    const database = new PostgresDatabase(connectionConfig(url, applicationName), poolSize);
    try {
      await prepareSchema(database);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /**
   * @throws Fault DATABASE_LOST, DATABASE_BUSY, DATABASE_READ_ONLY, DISK; PostgreSQL's error for wrong SQL; the
   * signal's reason when aborted.
   */
  query<Row = unknown>(sql: string, values: readonly unknown[] = [], signal?: AbortSignal): Promise<Row[]> {
    return this.#connected((sender) => rowsOf<Row>(sender, sql, values, signal));
  }

  /** Returns what `work` read, all of it from one state. @throws Fault as `query`, and what `work` throws. */
  read<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    return this.#connected((sender) => inTransaction(sender, BEGIN_READ, work));
  }

  /**
   * Returns what `work` returned once everything it wrote is committed; nothing is when it throws. What PostgreSQL
   * ended for the sake of another transaction is done once more. Where the connection is lost while committing, nobody
   * knows.
   * @throws Fault as `query`, and what `work` throws.
   */
  async write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    const guarded = async (transaction: PostgresTransaction): Promise<T> => {
      await this.beforeWrite?.(transaction);
      return work(transaction);
    };
    const once = () => this.#connected((sender) => inTransaction(sender, "BEGIN", guarded));
    try {
      return await once();
    } catch (error) {
      if (!isConflict(error)) throw error;
      await wait(Math.random() * CONFLICT_MS);
      return await once();
    }
  }

  /**
   * Calls `onPayload` for every NOTIFY on a channel from when it returns, until the returned function is called. The
   * connection comes back by itself; what was told meanwhile is lost, so `onAgain` is called once it is back.
   * @throws Fault where it cannot connect the first time.
   */
  listen(channel: string, onPayload: (payload: string) => void, onAgain: () => void): Promise<() => void> {
    return this.#listener.listen(channel, { onPayload, onAgain });
  }

  /**
   * Takes the lock of a name for as long as its own connection lives; null where anybody has it, this process included.
   * @throws Fault where it cannot connect.
   */
  lock(name: string): Promise<PostgresLock | null> {
    return takeLock(this.#config, name);
  }

  /** Ends all connections but those of locks, once what is under way is done; a second call does nothing. */
  async close(): Promise<void> {
    await this.#listener.close();
    if (!this.#pool.ending) await this.#pool.end();
  }

  async #connected<T>(work: (sender: Sender) => Promise<T>): Promise<T> {
    const connection = await this.#take();
    const isLost = () => connection instanceof Connection && connection.isLost;
    try {
      const result = await work({ connection, cancel: () => cancel(this.#config, connection) });
      connection.release();
      return result;
    } catch (error) {
      const fault = statementFault(error, this.#config.place, isLost());
      // A connection that the server ends says so before it breaks.
      connection.release(isLost() || isFault(fault, "DATABASE_LOST"));
      throw fault;
    }
  }

  async #take(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw connectFault(error, this.#config.place);
    }
  }
}
