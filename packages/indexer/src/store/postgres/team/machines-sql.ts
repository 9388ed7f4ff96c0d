/** The name of the lock that the leader has. */
export const LEADERS_LOCK = "registry";

export const JOIN = "INSERT INTO hugginggpt.sync_machines (id, host, pid, has_token) VALUES ($1, $2, $3, $4)";
export const LEAVE = "DELETE FROM hugginggpt.sync_machines WHERE id = $1";

/** A sign of life; no row where the others have given the machine up. */
export const BEAT = "UPDATE hugginggpt.sync_machines SET seen = clock_timestamp() WHERE id = $1 RETURNING id";

/** Whoever led before is given up: what it still writes does not count. */
export const DEPOSE = "DELETE FROM hugginggpt.sync_machines WHERE leads AND id <> $1";
export const CROWN = "UPDATE hugginggpt.sync_machines SET leads = $2, step = 'other' WHERE id = $1";
export const AT = "UPDATE hugginggpt.sync_machines SET step = $2, seen = clock_timestamp() WHERE id = $1";

/** The connections that have the leader's lock. */
const HOLDERS = `
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (classid::bigint << 32) | objid::bigint = hashtextextended('hugginggpt:${LEADERS_LOCK}', 0)`;

/** Statements that go by how long a machine may be silent, in seconds. */
export interface LifeStatements {
  readonly bury: string;
  readonly stillThere: string;
  readonly leader: string;
  readonly freeLock: string;
}

/** Returns the statements by which a machine that was silent for so many seconds is gone: killed, or it stands still. */
export function lifeStatements(seconds: number): LifeStatements {
  const long = `interval '${seconds} s'`;
  const live = `seen > clock_timestamp() - ${long}`;
  return {
    /** Gives up whoever is gone, but for one whose transaction is not over yet: the server ends it soon. */
    bury: `
DELETE FROM hugginggpt.sync_machines WHERE id IN (
  SELECT id FROM hugginggpt.sync_machines WHERE NOT ${live} AND id <> $1 FOR UPDATE SKIP LOCKED)`,
    /**
     * The first statement of everything that a machine writes: no row where it was given up. A transaction that stands
     * still is ended before the others wait long for it.
     */
    stillThere: `
SELECT set_config('idle_in_transaction_session_timeout', '${seconds}s', true)
FROM hugginggpt.sync_machines WHERE id = $1 FOR KEY SHARE`,
    /** The machine that leads, where it lives and still has the lock. */
    leader: `
SELECT host, pid, since, step FROM hugginggpt.sync_machines WHERE leads AND ${live} AND EXISTS (${HOLDERS})`,
    /** Ends the connection that has the lock, where nobody has led for so long: its machine stands still or vanished. */
    freeLock: `
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (${HOLDERS})
  AND backend_start < clock_timestamp() - ${long}
  AND NOT EXISTS (SELECT FROM hugginggpt.sync_machines WHERE leads AND ${live})`,
  };
}
