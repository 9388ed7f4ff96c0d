import { hostname } from "node:os";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { lockedFault, type Writer } from "../../ports/writer.js";

/** Of the one lock that whoever writes the registry holds. */
const LOCK = "registry";
/** PostgreSQL cuts names longer than that. */
const MAX_NAME = 63;

/** The server knows a process by the name that it gave its connections, and the lock by two halves of its number. */
const HOLDER = `
  SELECT a.application_name AS name, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since
  FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid), hashtextextended('hugginggpt:' || $1, 0) AS key
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.classid::bigint = (key >> 32) & 4294967295 AND l.objid::bigint = key & 4294967295`;

/** Returns the name of this process's connections, by which others see who it is. */
export function applicationName(): string {
  return `hugginggpt ${process.pid}@${hostname()}`.slice(0, MAX_NAME);
}

/** Returns who holds the writer lock; null where nobody does. */
export async function currentWriter(db: PostgresDatabase): Promise<Writer | null> {
  const [holder] = await db.query<{ readonly name: string; readonly since: string }>(HOLDER, [LOCK]);
  if (holder === undefined) return null;
  const [, pid, host] = /^hugginggpt (\d+)@(.*)$/s.exec(holder.name) ?? [];
  return { pid: Number(pid ?? 0), host: host ?? "an unknown machine", since: holder.since };
}

/**
 * Takes the registry's one writer lock and returns what gives it back. It ends with its connection, and so with the process.
 * @throws Fault REGISTRY_LOCKED with the process that holds it; as the database's.
 */
export async function takeWriterLock(db: PostgresDatabase): Promise<() => Promise<void>> {
  const lock = await db.lock(LOCK);
  if (lock === null) throw lockedFault(await currentWriter(db));
  return () => lock.release();
}
