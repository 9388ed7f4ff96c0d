/** The name of the leader's lock. */
export const LEADERS_LOCK = "registry";

export const JOIN = "INSERT INTO hugginggpt.sync_machines (id, host, pid, has_token) VALUES ($1, $2, $3, $4)";
export const LEAVE = "DELETE FROM hugginggpt.sync_machines WHERE id = $1";

/** Reports that the machine is alive; returns no row if the others have given it up. */
export const BEAT = "UPDATE hugginggpt.sync_machines SET seen = clock_timestamp() WHERE id = $1 RETURNING id";

/** Gives up the former leader: nothing it still writes counts. */
export const REMOVE_LEADER = "DELETE FROM hugginggpt.sync_machines WHERE leads AND id <> $1";
export const SET_LEADER = "UPDATE hugginggpt.sync_machines SET leads = $2, step = 'other' WHERE id = $1";
export const SET_STEP =
  "UPDATE hugginggpt.sync_machines SET step = $2, seen = clock_timestamp() WHERE id = $1";

/** The connections that hold the leader's lock. */
const HOLDERS = `
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (classid::bigint << 32) | objid::bigint = hashtextextended('hugginggpt:${LEADERS_LOCK}', 0)`;

/** Statements that depend on how long a machine may be silent. */
export type LifeStatements = ReturnType<typeof lifeStatements>;

/** Returns the statements for machines that count as gone (killed or stopped) after so many seconds of silence. */
export function lifeStatements(seconds: number) {
  const long = `interval '${seconds} s'`;
  const live = `seen > clock_timestamp() - ${long}`;
  return {
    /** Gives up machines that are gone, except one whose transaction is still open: the server ends that soon. */
    removeSilent: `
DELETE FROM hugginggpt.sync_machines WHERE id IN (
  SELECT id FROM hugginggpt.sync_machines WHERE NOT ${live} AND id <> $1 FOR UPDATE SKIP LOCKED)`,
    /**
     * The first statement of each write of a machine; returns no row if it was given up. The server ends a transaction
     * that stands still, before others wait long for it.
     */
    stillThere: `
SELECT set_config('idle_in_transaction_session_timeout', '${seconds}s', true)
FROM hugginggpt.sync_machines WHERE id = $1 FOR KEY SHARE`,
    /** Selects the leader, if it is alive and still holds the lock. */
    leader: `
SELECT host, pid, since, step FROM hugginggpt.sync_machines WHERE leads AND ${live} AND EXISTS (${HOLDERS})`,
    /** Ends the connection that holds the lock, if nobody has led for so long: its machine stands still or is gone. */
    freeLock: `
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (${HOLDERS})
  AND backend_start < clock_timestamp() - ${long}
  AND NOT EXISTS (SELECT FROM hugginggpt.sync_machines WHERE leads AND ${live})`,
  };
}
