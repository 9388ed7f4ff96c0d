/** The name of the lock that the leader has, and how the server's own lists show it. */
export const LEADERS_LOCK = "registry-writer";

/**
 * A machine that gave no sign of life for so long is gone, in seconds: it was killed, or stands still. Signs come every
 * three; a leader that is gone is followed within half a minute.
 */
const GONE_AFTER = 15;

const LIVE = `seen > clock_timestamp() - interval '${GONE_AFTER} s'`;

export const JOIN = "INSERT INTO hugginggpt.sync_machines (id, host, pid, has_token) VALUES ($1, $2, $3, $4)";
export const LEAVE = "DELETE FROM hugginggpt.sync_machines WHERE id = $1";

/** A sign of life; no row where the others have given the machine up. */
export const BEAT = "UPDATE hugginggpt.sync_machines SET seen = clock_timestamp() WHERE id = $1 RETURNING id";

/** Gives up whoever is gone, but for one whose transaction is not over yet: the server ends it soon. */
export const BURY = `
DELETE FROM hugginggpt.sync_machines WHERE id IN (
  SELECT id FROM hugginggpt.sync_machines WHERE NOT ${LIVE} AND id <> $1 FOR UPDATE SKIP LOCKED)`;

/**
 * The first statement of everything that a machine writes: no row where it was given up. A transaction that stands still
 * is ended before the others wait long for it.
 */
export const STILL_THERE = `
SELECT set_config('idle_in_transaction_session_timeout', '${GONE_AFTER}s', true)
FROM hugginggpt.sync_machines WHERE id = $1 FOR KEY SHARE`;

/** Backends that hold the leader's lock. */
const HOLDERS = `
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (classid::bigint << 32) | objid::bigint = hashtextextended('hugginggpt:${LEADERS_LOCK}', 0)`;

/** The machine that leads, where it lives and still has the lock. */
export const LEADER = `
SELECT host, pid, since, step FROM hugginggpt.sync_machines WHERE leads AND ${LIVE} AND EXISTS (${HOLDERS})`;

/** Ends the connection that has the lock, where nobody has led for so long: its machine stands still or vanished. */
export const FREE_LOCK = `
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (${HOLDERS})
  AND backend_start < clock_timestamp() - interval '${GONE_AFTER} s'
  AND NOT EXISTS (SELECT FROM hugginggpt.sync_machines WHERE leads AND ${LIVE})`;

/** Whoever led before is given up: what it still writes does not count. */
export const DEPOSE = "DELETE FROM hugginggpt.sync_machines WHERE leads AND id <> $1";
export const CROWN = "UPDATE hugginggpt.sync_machines SET leads = $2, step = 'other' WHERE id = $1";
export const AT = "UPDATE hugginggpt.sync_machines SET step = $2, seen = clock_timestamp() WHERE id = $1";
