import pg from "pg";
import { errorMessage } from "../errors/error-code.js";
import { Fault } from "../errors/fault.js";
import { connectFault, type Place, passwordMissing } from "./postgres-fault.js";

/** Time limit for a connection, in milliseconds. */
const CONNECT_MS = 10_000;

/** Silence after which the system sends TCP keepalives, in milliseconds. */
const KEEP_ALIVE_MS = 10_000;

/** Options of every connection. */
export interface ConnectionConfig {
  readonly client: pg.ClientConfig;
  readonly place: Place;
}

/** Reads 64-bit integers as numbers: ours are counts, sizes and positions, far below 2^53. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
};

/**
 * A connection that reports a missing password, and whose failure does not end the process.
 */
export class Connection extends pg.Client {
  /** Whether it broke. Its statements then fail with errors that pg tells apart only by their text. */
  isLost = false;

  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
    if (this.password == null) {
      Object.defineProperty(this, "password", { value: () => this.#leave() });
    }
    this.on("error", () => {
      this.isLost = true;
    });
  }

  /** A server waits a minute for a missing password. */
  #leave(): Promise<never> {
    void this.end();
    return Promise.reject(passwordMissing());
  }
}

/**
 * Parses a database URL. The password is in it or in PGPASSWORD.
 * @throws Fault CONFIG_INVALID for an invalid URL. No message contains the password.
 */
export function connectionConfig(url: string, applicationName: string): ConnectionConfig {
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw invalidUrl("no address that begins with postgres://");
  const client: pg.ClientConfig = {
    connectionString: url,
    application_name: applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: TYPES,
  };
  try {
    const { host, port, database } = new pg.Client(client);
    return { client, place: { server: `${host}:${port}`, database: database ?? "" } };
  } catch (error) {
    // A cause would contain the whole URL.
    throw invalidUrl(errorMessage(error));
  }
}

function invalidUrl(came: string): Fault {
  return new Fault("CONFIG_INVALID", "The database's address cannot be read", {
    wanted: "postgres://user:password@host:port/database",
    came,
    next: "Correct HUGGINGGPT_DATABASE_URL; signs like @ and / in the password are written %40 and %2F.",
  });
}

/** Opens a connection outside the pool. @throws Fault as `connectFault` says. */
export async function connect(
  { client, place }: ConnectionConfig,
  more: pg.ClientConfig = {},
): Promise<Connection> {
  const connection = new Connection({ ...client, ...more });
  try {
    await connection.connect();
    return connection;
  } catch (error) {
    await hangUp(connection);
    throw connectFault(error, place);
  }
}

/** Closes a connection in any state. */
export async function hangUp(connection: pg.Client): Promise<void> {
  // A broken connection is already closed.
  await connection.end().catch(() => undefined);
}

/** Makes the server cancel another connection's statement. Does nothing if the server cannot be reached. */
export async function cancel(config: ConnectionConfig, other: pg.PoolClient): Promise<void> {
  const pid = "processID" in other ? other.processID : null;
  const connection = await connect(config).catch(() => null);
  if (connection === null) return;
  await connection.query("SELECT pg_cancel_backend($1)", [pid]).catch(() => undefined);
  await hangUp(connection);
}
