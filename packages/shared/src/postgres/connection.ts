import pg from "pg";
import { errorMessage } from "../errors/error-code.js";
import { Fault } from "../errors/fault.js";
import { connectFault, type Place, passwordMissing } from "./postgres-fault.js";

/** How long a server may take to accept a connection, in milliseconds. */
const CONNECT_MS = 10_000;

/** After this long without a word the system asks whether the other side is still there, in milliseconds. */
const KEEP_ALIVE_MS = 10_000;

/** What every connection is made with. */
export interface ConnectionConfig {
  readonly client: pg.ClientConfig;
  readonly place: Place;
}

/** Whole numbers of 64 bits as numbers: ours are counts, sizes and positions, far below 2^53. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
};

/**
 * A connection that says when a password is asked for and none was given, and that breaks without ending the process.
 */
export class Connection extends pg.Client {
  /** Whether it broke: its statements fail, and pg says so in words only. */
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

  /** A server that waits for a password in vain would keep the connection for a minute. */
  #leave(): Promise<never> {
    void this.end();
    return Promise.reject(passwordMissing());
  }
}

/**
 * Reads a database's address. The password stands in it or in PGPASSWORD.
 * @throws Fault CONFIG_INVALID for what is no such address. No message has the password.
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
    // Its cause would have the whole address.
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

/** Ends a connection, whatever state it is in. */
export async function hangUp(connection: pg.Client): Promise<void> {
  // One that broke has nothing left to end.
  await connection.end().catch(() => undefined);
}

/** Has the server stop what another connection waits for; nothing where the server cannot be asked. */
export async function cancel(config: ConnectionConfig, other: pg.PoolClient): Promise<void> {
  const pid = "processID" in other ? other.processID : null;
  const connection = await connect(config).catch(() => null);
  if (connection === null) return;
  await connection.query("SELECT pg_cancel_backend($1)", [pid]).catch(() => undefined);
  await hangUp(connection);
}
