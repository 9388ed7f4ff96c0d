import { type Connection, type ConnectionConfig, connect, hangUp } from "./connection.js";
import { statementFault } from "./postgres-fault.js";

/** Interval and time limit of checks of a lock's connection, in milliseconds. */
const BEAT_MS = 5000;
const ANSWER_MS = 10_000;

const TAKE = "SELECT pg_try_advisory_lock(hashtextextended('hugginggpt:' || $1, 0)) AS taken";

/** The server drops a vanished machine after 10 + 3 × 5 seconds and releases its locks. */
const NOTICE_DEATH = `SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3`;

/** A lock on a connection of its own. The server releases it when that connection ends for any reason. */
export interface PostgresLock {
  /** Aborted if the connection broke or does not answer, because another process may have the lock now. */
  readonly lost: AbortSignal;
  /** Releases the lock. A second call does nothing. */
  release(): Promise<void>;
}

/** Takes a lock with this name, unique in the database; null if another process holds it. */
export async function takeLock(config: ConnectionConfig, name: string): Promise<PostgresLock | null> {
  const connection = await connect(config, { query_timeout: ANSWER_MS });
  try {
    await connection.query(NOTICE_DEATH);
    const { rows } = await connection.query<{ taken: boolean }>(TAKE, [name]);
    if (rows[0]?.taken) return held(connection);
  } catch (error) {
    await hangUp(connection);
    throw statementFault(error, config.place, connection.isLost);
  }
  await hangUp(connection);
  return null;
}

function held(connection: Connection): PostgresLock {
  const lost = new AbortController();
  const end = async (): Promise<void> => {
    clearInterval(beat);
    await hangUp(connection);
  };
  const lose = (): void => {
    lost.abort();
    void end();
  };
  let said: Promise<unknown> = Promise.resolve();
  const beat = setInterval(() => {
    said = said.then(() => connection.query("SELECT 1")).catch(lose);
  }, BEAT_MS);
  beat.unref();
  connection.once("error", lose);
  return { lost: lost.signal, release: end };
}
