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

/** Most connections at once; further callers wait. */
const POOL_SIZE = 10;

/** Longest random wait before a transaction is repeated, in milliseconds. */
const CONFLICT_MS = 100;

/** How long an idle connection is kept, in milliseconds; a new one must plan every statement again. */
const IDLE_MS = 60_000;

const BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

export interface PostgresOptions {
  /** The name of our connections in the server's lists. */
  readonly applicationName: string;
  /** Most connections at once, without those of `listen` and `lock`. */
  readonly poolSize?: number;
}

/** The open database. Our tables are in the schema `hugginggpt`, which statements name. */
export class PostgresDatabase implements PostgresTransaction {
  /** Its name in messages: host, port and database. */
  readonly name: string;
  /** Called first in the transaction of every `write`, which throws what it throws. */
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
    // An idle connection that breaks is replaced when needed.
    this.#pool.on("error", () => undefined);
    this.#listener = new Listener(config);
  }

  /**
   * Connects and migrates our tables to this version. Writes nothing if they have it.
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

  /** Returns the result of `work`, which reads from one snapshot. @throws Fault as `query`, and what `work` throws. */
  read<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    return this.#connected((sender) => inTransaction(sender, BEGIN_READ, work));
  }

  /**
   * Returns the result of `work` after a commit of everything that it wrote; nothing is committed if it throws. A
   * transaction that PostgreSQL aborts in favour of another is repeated once. If the connection is lost during the
   * commit, its outcome is unknown.
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
   * Calls `onPayload` for every NOTIFY on a channel, until the returned function is called. The connection comes back
   * by itself. Notifications in between are lost, so `onAgain` is called after a reconnection.
   * @throws Fault if the first connection fails.
   */
  listen(channel: string, onPayload: (payload: string) => void, onAgain: () => void): Promise<() => void> {
    return this.#listener.listen(channel, { onPayload, onAgain });
  }

  /**
   * Takes a named lock on a connection of its own; null if anyone, including this process, holds it.
   * @throws Fault if it cannot connect.
   */
  lock(name: string): Promise<PostgresLock | null> {
    return takeLock(this.#config, name);
  }

  /** Closes all connections except those of locks, after running statements. A second call does nothing. */
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
      // If the server ends a connection, it sends an error first.
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
