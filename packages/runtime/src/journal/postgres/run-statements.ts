import { prepared } from "@hugginggpt/shared/postgres";

/** The channel that names runs whose record or state has changed, and runs with commands. */
export const RUNS_CHANNEL = "hugginggpt_runs";

/** Returns the channel's payload for new commands of a run; only the holder of its claim reacts to it. */
export function commandsOf(run: string): string {
  return `?${run}`;
}

const NOW = "clock_timestamp()";
const LEASE = "$3 * interval '1 millisecond'";
/** Whether a file does not lie under its run's name in the store that machines share (`sharedPlace`). */
const ELSEWHERE = "a.place IS DISTINCT FROM 'artifacts:' || a.run";

/** Adds files to the runs of a query, given as arrays from a parameter on: see `fileColumns`. */
function addFiles(runs: string, first: number): string {
  const kinds = ["text", "text", "text", "bigint", "int", "text"];
  const given = kinds.map((kind, i) => `$${first + i}::${kind}[]`).join(", ");
  return `
  INSERT INTO hugginggpt.run_artifacts (run, name, sha256, media_type, bytes, task, place)
  SELECT run, given.* FROM ${runs}, unnest(${given}) AS given
  ON CONFLICT (run, name) DO UPDATE SET (sha256, media_type, bytes, task, place, forgotten) =
    (EXCLUDED.sha256, EXCLUDED.media_type, EXCLUDED.bytes, EXCLUDED.task, EXCLUDED.place, false)`;
}

/**
 * Takes the claim on a run: its token, how far its record goes, and whether there are undelivered commands. No row
 * where somebody else has it. Asked again with the same name ($2), whoever has it has it still.
 */
export const CLAIM = prepared(`
INSERT INTO hugginggpt.runs AS r (run, claim_token, claimed_by, lease_until)
VALUES ($1, nextval('hugginggpt.claim_tokens'), $2, ${NOW} + ${LEASE})
ON CONFLICT (run) DO UPDATE SET
  claim_token = nextval('hugginggpt.claim_tokens'), claimed_by = $2, lease_until = ${NOW} + ${LEASE}, proposal = NULL
WHERE r.lease_until IS NULL OR r.lease_until <= ${NOW} OR r.claimed_by = $2
RETURNING claim_token AS token, last_seq AS seq, tally,
  EXISTS (SELECT FROM hugginggpt.run_wishes w WHERE w.run = r.run) AS "hasCommands"`);

/**
 * Adds entries under a claim, renews or ends the claim, and tells of it. With the claim ends what nobody has heard:
 * whoever wished it sees that the run is free. No row, and nothing is written, where the token is not that of the claim
 * any more. What was written before is not written again.
 */
export const APPEND = prepared(`
WITH held AS (
  UPDATE hugginggpt.runs SET
    lease_until = CASE WHEN $4 THEN NULL ELSE ${NOW} + ${LEASE} END,
    last_seq = GREATEST(last_seq, $5), tally = COALESCE($6, tally), status = $7, words = COALESCE($8, words),
    proposal = CASE WHEN $4 THEN NULL WHEN $9 THEN $10 ELSE proposal END
  WHERE run = $1 AND claim_token = $2
  RETURNING run
), entries AS (
  INSERT INTO hugginggpt.run_events (run, seq, entry)
  SELECT run, seq, entry FROM held, unnest($11::int[], $12::text[]) AS given (seq, entry)
  ON CONFLICT DO NOTHING
), files AS (${addFiles("held", 13)}
), wishes AS (
  DELETE FROM hugginggpt.run_wishes w USING held WHERE $4 AND w.run = held.run
)
SELECT pg_notify('${RUNS_CHANNEL}', run)::text FROM held`);

/** Writes a new run down; does nothing if there is one of its id. */
export const CREATE = prepared(`
WITH made AS (
  INSERT INTO hugginggpt.runs (run, last_seq, tally, status, words) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING
  RETURNING run
), entries AS (
  INSERT INTO hugginggpt.run_events (run, seq, entry)
  SELECT run, seq, entry FROM made, unnest($6::text[]) WITH ORDINALITY AS given (entry, seq)
), files AS (${addFiles("made", 7)}
)
SELECT FROM made`);

/** Renews claims, and returns those that still are, and whether there are commands. */
export const RENEW = prepared(`
UPDATE hugginggpt.runs AS r SET lease_until = ${NOW} + ${LEASE}
FROM unnest($1::text[], $2::bigint[]) AS given (run, token)
WHERE r.run = given.run AND r.claim_token = given.token AND r.lease_until IS NOT NULL
RETURNING r.claim_token AS token, EXISTS (SELECT FROM hugginggpt.run_wishes w WHERE w.run = r.run) AS "hasCommands"`);

/** Takes the commands of a run for the claim with this token. */
export const TAKE_COMMANDS = `
DELETE FROM hugginggpt.run_wishes w USING hugginggpt.runs r
WHERE w.run = $1 AND r.run = $1 AND r.claim_token = $2
RETURNING w.id, w.wish`;

/** Leaves a command for a run's holder. A proposal takes one answer ($3). No row if there is no holder. */
export const SEND_COMMAND = `
WITH asked AS (
  UPDATE hugginggpt.runs SET proposal = CASE WHEN $3 THEN NULL ELSE proposal END
  WHERE run = $1 AND lease_until > ${NOW} AND (NOT $3 OR proposal IS NOT NULL)
  RETURNING run
), sent AS (
  INSERT INTO hugginggpt.run_wishes (run, wish) SELECT run, $2 FROM asked
)
SELECT pg_notify('${RUNS_CHANNEL}', $4)::text FROM asked`;

export const IS_CLAIMED = prepared(`
SELECT EXISTS (SELECT FROM hugginggpt.runs WHERE run = $1 AND lease_until > ${NOW}) AS claimed`);

export const PROPOSAL = `
SELECT proposal FROM hugginggpt.runs WHERE run = $1 AND lease_until > ${NOW} AND proposal IS NOT NULL`;

export const ENTRIES = prepared("SELECT seq, entry FROM hugginggpt.run_events WHERE run = $1 ORDER BY seq");

/** The entries after a number; last, without a number, the proposal and whether the run is claimed. One snapshot. */
export const NEWS = prepared(`
SELECT seq, entry, NULL AS claimed FROM hugginggpt.run_events WHERE run = $1 AND seq > $2
UNION ALL SELECT NULL, proposal, COALESCE(lease_until > ${NOW}, false) FROM hugginggpt.runs WHERE run = $1
ORDER BY seq NULLS LAST`);

export const RUNS = "SELECT run FROM hugginggpt.runs ORDER BY run DESC";

/** The latest runs that have begun, whose request has the words. */
export const LATEST = `
SELECT tally, COALESCE(lease_until > ${NOW}, false) AS claimed FROM hugginggpt.runs
WHERE tally IS NOT NULL AND strpos(words, $2) > 0
ORDER BY run DESC LIMIT $1`;

/** Deletes unclaimed runs and returns the others. Rows of files in the shared store stay until the files are gone. */
export const REMOVE = `
WITH gone AS (
  DELETE FROM hugginggpt.runs WHERE run = ANY($1) AND (lease_until IS NULL OR lease_until <= ${NOW}) RETURNING run
), events AS (DELETE FROM hugginggpt.run_events e USING gone WHERE e.run = gone.run),
files AS (DELETE FROM hugginggpt.run_artifacts a USING gone WHERE a.run = gone.run AND ${ELSEWHERE}),
left_files AS (
  UPDATE hugginggpt.run_artifacts a SET forgotten = true FROM gone WHERE a.run = gone.run AND NOT (${ELSEWHERE})
),
wishes AS (DELETE FROM hugginggpt.run_wishes w USING gone WHERE w.run = gone.run)
SELECT run FROM hugginggpt.runs WHERE run = ANY($1) AND run NOT IN (SELECT run FROM gone)`;

/** When a run began, in milliseconds: as its record says, or else when its row was made. */
const BEGAN = `COALESCE(substring(tally FROM '"startedAt":([0-9]{1,15})[,}]')::numeric, extract(epoch FROM made) * 1000)`;

/** The first run after the $1 latest ones. */
export const AFTER_LATEST = "SELECT run FROM hugginggpt.runs ORDER BY run DESC OFFSET $1 LIMIT 1";

/** The next runs after one ($1; null: the latest) that began before a time ($2), or are not among the latest ($3). */
export const CHOSEN = `
SELECT run, COALESCE(lease_until > ${NOW}, false) AS "isClaimed",
  CASE WHEN tally IS NULL THEN last_seq = 0 AND run ~ '^[0-9]{8}-[0-9]{9}-[0-9a-f]{32}$'
    ELSE starts_with(tally, '{"run":"' || run || '",') END AS "isOurs"
FROM hugginggpt.runs
WHERE ($1::text IS NULL OR run < $1) AND (${BEGAN} < $2 OR run <= $3)
ORDER BY run DESC LIMIT 500`;

/** The hashes of the files that runs were given, those of some ($1) left out. */
export const GIVEN = `
SELECT DISTINCT hash[1] AS hash
FROM hugginggpt.run_events, regexp_matches(entry, '"sha256":"([0-9a-f]{64})"', 'g') AS hash
WHERE entry LIKE '%"type":"input-recorded"%' AND run <> ALL($1)`;

/**
 * The next files after one ($2, $3) that forgotten runs, and those that count as such ($1), have in the shared store
 * and no other run has taken over.
 */
export const LEFT_FILES = `
SELECT run, name FROM hugginggpt.run_artifacts a
WHERE (forgotten OR run = ANY($1)) AND (run, name) > ($2, $3) AND NOT (${ELSEWHERE}) AND NOT EXISTS (
  SELECT FROM hugginggpt.run_artifacts taken
  WHERE taken.place = a.place AND taken.name = a.name AND taken.place <> 'artifacts:' || taken.run AND taken.run <> ALL($1))
ORDER BY run, name LIMIT 1000`;

/** Removes the rows of files ($1, $2) whose runs are forgotten. */
export const FILES_REMOVED = `
DELETE FROM hugginggpt.run_artifacts a USING unnest($1::text[], $2::text[]) AS given (run, name)
WHERE a.run = given.run AND a.name = given.name AND a.forgotten`;
