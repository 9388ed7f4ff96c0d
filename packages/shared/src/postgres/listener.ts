import { setTimeout as wait } from "node:timers/promises";
import { type Connection, type ConnectionConfig, connect, hangUp } from "./connection.js";
import { statementFault } from "./postgres-fault.js";

/** How often the connection is tried, and how long its answer may take, in milliseconds. */
const BEAT_MS = 10_000;
const ANSWER_MS = 10_000;

/** How long to wait before connecting again at most, in milliseconds: doubled from the first to the last. */
const FIRST_WAIT_MS = 100;
const LAST_WAIT_MS = 5000;

/** Who hears a channel. */
interface Ear {
  readonly onPayload: (payload: string) => void;
  /** Called once the connection is back: what was told meanwhile is lost. */
  readonly onAgain: () => void;
}

/**
 * Hears NOTIFY on any number of channels, over one connection that is made when it is needed and comes back by itself.
 */
export class Listener {
  readonly #config: ConnectionConfig;
  readonly #ears = new Map<string, Set<Ear>>();
  readonly #closed = new AbortController();
  /** Settles once there is a connection; null before the first. */
  #connection: Promise<Connection> | null = null;
  #beat: NodeJS.Timeout | undefined;
  /** Settles with the statement before: a connection takes one at a time. */
  #said: Promise<unknown> = Promise.resolve();

  constructor(config: ConnectionConfig) {
    this.#config = config;
  }

  /** Returns what lets the ear hear no more. @throws Fault where the first connection cannot be made. */
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

  /** Ends the connection; nobody hears any more. */
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

  /** From here on a connection that breaks, or does not answer, is replaced. */
  #kept(connection: Connection): Connection {
    connection.once("error", () => {
      clearInterval(this.#beat);
      void hangUp(connection);
      this.#connection = this.#comeBack();
      // Closed meanwhile: nobody waits for it.
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
