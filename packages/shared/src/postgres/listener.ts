import { setTimeout as wait } from "node:timers/promises";
import { type Connection, type ConnectionConfig, connect, hangUp } from "./connection.js";
import { statementFault } from "./postgres-fault.js";

/** Interval and time limit of checks of the connection, in milliseconds. */
const BEAT_MS = 10_000;
const ANSWER_MS = 10_000;

/** Waits before a reconnection, in milliseconds: doubled from the first to the last. */
const FIRST_WAIT_MS = 100;
const LAST_WAIT_MS = 5000;

/** The listener of a channel. */
interface Ear {
  readonly onPayload: (payload: string) => void;
  /** Called after a reconnection, because notifications in between are lost. */
  readonly onAgain: () => void;
}

/**
 * Receives NOTIFY on any number of channels over one connection, which is opened on demand and reconnects by itself.
 */
export class Listener {
  readonly #config: ConnectionConfig;
  readonly #ears = new Map<string, Set<Ear>>();
  readonly #closed = new AbortController();
  /** Settles when there is a connection; null before the first. */
  #connection: Promise<Connection> | null = null;
  #beat: NodeJS.Timeout | undefined;
  /** Settles with the previous statement, because a connection takes one at a time. */
  #said: Promise<unknown> = Promise.resolve();

  constructor(config: ConnectionConfig) {
    this.#config = config;
  }

  /** Returns a function that removes the listener. @throws Fault if the first connection fails. */
  async listen(channel: string, ear: Ear): Promise<() => void> {
    const ears = this.#ears.get(channel) ?? new Set();
    this.#ears.set(channel, ears.add(ear));
    try {
      await this.#hear(channel);
    } catch (error) {
      ears.delete(ear);
      throw error;
    }
    return () => void ears.delete(ear);
  }

  /** Closes the connection and removes all listeners. */
  async close(): Promise<void> {
    this.#closed.abort();
    clearInterval(this.#beat);
    const connection = await this.#connection?.catch(() => null);
    if (connection) await hangUp(connection);
  }

  async #hear(channel: string): Promise<void> {
    this.#connection ??= this.#first();
    const connection = await this.#connection;
    try {
      await this.#listenTo(connection, [channel]);
    } catch (error) {
      if (!connection.isLost) throw statementFault(error, this.#config.place, false);
      await this.#hear(channel);
    }
  }

  async #first(): Promise<Connection> {
    try {
      return this.#kept(await this.#connect());
    } catch (error) {
      this.#connection = null;
      throw error;
    }
  }

  async #connect(): Promise<Connection> {
    const connection = await connect(this.#config, { query_timeout: ANSWER_MS });
    connection.on("notification", ({ channel, payload = "" }) => {
      for (const ear of [...(this.#ears.get(channel) ?? [])]) ear.onPayload(payload);
    });
    return connection;
  }

  /** From now on, a connection that breaks or does not answer is replaced. */
  #kept(connection: Connection): Connection {
    connection.once("error", () => {
      clearInterval(this.#beat);
      void hangUp(connection);
      this.#connection = this.#comeBack();
      // It was closed meanwhile and is not needed.
      this.#connection.catch(() => undefined);
    });
    this.#beat = setInterval(() => {
      this.#say(connection, "SELECT 1").catch((error: Error) => connection.emit("error", error));
    }, BEAT_MS);
    this.#beat.unref();
    return connection;
  }

  async #comeBack(): Promise<Connection> {
    for (let limit = FIRST_WAIT_MS; ; limit = Math.min(2 * limit, LAST_WAIT_MS)) {
      await wait(Math.random() * limit, undefined, { ref: false, signal: this.#closed.signal });
      try {
        const connection = await this.#connect();
        await this.#listenTo(connection, [...this.#ears.keys()]);
        for (const ears of this.#ears.values()) for (const { onAgain } of [...ears]) onAgain();
        return this.#kept(connection);
      } catch {
        // The database is still away.
      }
    }
  }

  async #listenTo(connection: Connection, channels: readonly string[]): Promise<void> {
    for (const channel of channels)
      await this.#say(connection, `LISTEN ${connection.escapeIdentifier(channel)}`);
  }

  #say(connection: Connection, statement: string): Promise<unknown> {
    const said = this.#said.then(() => connection.query(statement));
    this.#said = said.catch(() => undefined);
    return said;
  }
}
