import { prepared } from "@hugginggpt/shared/postgres";

/** The channel on which runs are named whose record or state has changed, and those with wishes. */
export const RUNS_CHANNEL = "hugginggpt_runs";

/** Returns how the channel tells of the wishes of a run, which only whoever works on it heeds. */
export function wishesOf(run: string): string {
  return `?${run}`;
}

const NOW = "clock_timestamp()";
const LEASE = "$3 * interval '1 millisecond'";

/**
 * Takes the claim on a run: its token, how far its record goes, and whether there are wishes nobody has heard. No row where
 * somebody else has it. Asked again with the same name ($2), whoever has it has it still.
 */
export const CLAIM = prepared(`
INSERT INTO hugginggpt.runs AS r (run, claim_token, claimed_by, lease_until)
VALUES ($1, nextval('hugginggpt.claim_tokens'), $2, ${NOW} + ${LEASE})
ON CONFLICT (run) DO UPDATE SET
  claim_token = nextval('hugginggpt.claim_tokens'), claimed_by = $2, lease_until = ${NOW} + ${LEASE}, proposal = NULL
WHERE r.lease_until IS NULL OR r.lease_until <= ${NOW} OR r.claimed_by = $2
RETURNING claim_token AS token, last_seq AS seq, tally,
  EXISTS (SELECT FROM hugginggpt.run_wishes w WHERE w.run = r.run) AS wished`);

/**
 * Adds entries under a claim, renews or ends the claim, and tells of it. With the claim ends what nobody has heard: whoever
 * wished it sees that the run is free. No row, and nothing is written, where the token is
 * not that of the claim any more. What was written before is not written again.
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
), files AS (
  INSERT INTO hugginggpt.run_artifacts (run, name, sha256, media_type, bytes, task, place)
  SELECT run, name, sha256, media_type, bytes, task, $18
  FROM held, unnest($13::text[], $14::text[], $15::text[], $16::bigint[], $17::int[])
    AS given (name, sha256, media_type, bytes, task)
  ON CONFLICT (run, name) DO UPDATE SET (sha256, media_type, bytes, task, place) =
    (EXCLUDED.sha256, EXCLUDED.media_type, EXCLUDED.bytes, EXCLUDED.task, EXCLUDED.place)
), wishes AS (
  DELETE FROM hugginggpt.run_wishes w USING held WHERE $4 AND w.run = held.run
)
SELECT pg_notify('${RUNS_CHANNEL}', run)::text FROM held`);

/** Writes a new run down. No row where there is one of its id that somebody else ($2) wrote. */
export const CREATE = prepared(`
WITH made AS (
  INSERT INTO hugginggpt.runs (run, claimed_by, last_seq, tally, status, words) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT DO NOTHING
  RETURNING run
), entries AS (
  INSERT INTO hugginggpt.run_events (run, seq, entry)
  SELECT run, seq, entry FROM made, unnest($7::text[]) WITH ORDINALITY AS given (entry, seq)
)
SELECT run FROM made
UNION ALL SELECT run FROM hugginggpt.runs WHERE run = $1 AND claimed_by = $2`);

/** Renews claims, and returns those that still are, with whether there are wishes. */
export const RENEW = prepared(`
UPDATE hugginggpt.runs AS r SET lease_until = ${NOW} + ${LEASE}
FROM unnest($1::text[], $2::bigint[]) AS given (run, token)
WHERE r.run = given.run AND r.claim_token = given.token AND r.lease_until IS NOT NULL
RETURNING r.claim_token AS token, EXISTS (SELECT FROM hugginggpt.run_wishes w WHERE w.run = r.run) AS wished`);

/** Takes the wishes of a run for whoever has the claim with this token. */
export const TAKE_WISHES = `
DELETE FROM hugginggpt.run_wishes w USING hugginggpt.runs r
WHERE w.run = $1 AND r.run = $1 AND r.claim_token = $2
RETURNING w.id, w.wish`;

/** Leaves a wish for whoever has a run; for an answer ($3), one proposal takes one. No row where nobody hears it. */
export const WISH = `
WITH asked AS (
  UPDATE hugginggpt.runs SET proposal = CASE WHEN $3 THEN NULL ELSE proposal END
  WHERE run = $1 AND lease_until > ${NOW} AND (NOT $3 OR proposal IS NOT NULL)
  RETURNING run
), left_wish AS (
  INSERT INTO hugginggpt.run_wishes (run, wish) SELECT run, $2 FROM asked
)
SELECT pg_notify('${RUNS_CHANNEL}', $4)::text FROM asked`;

export const IS_CLAIMED = prepared(`
SELECT EXISTS (SELECT FROM hugginggpt.runs WHERE run = $1 AND lease_until > ${NOW}) AS claimed`);

export const PROPOSAL = `
SELECT proposal FROM hugginggpt.runs WHERE run = $1 AND lease_until > ${NOW} AND proposal IS NOT NULL`;

export const ENTRIES = prepared("SELECT seq, entry FROM hugginggpt.run_events WHERE run = $1 ORDER BY seq");

/** The entries after a number, and last, without a number, the proposal and whether the run is claimed; all of one moment. */
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

/** Forgets a run that nobody has. A row where somebody has it. */
export const REMOVE = `
WITH gone AS (
  DELETE FROM hugginggpt.runs WHERE run = $1 AND (lease_until IS NULL OR lease_until <= ${NOW}) RETURNING run
), events AS (DELETE FROM hugginggpt.run_events e USING gone WHERE e.run = gone.run),
files AS (DELETE FROM hugginggpt.run_artifacts a USING gone WHERE a.run = gone.run),
wishes AS (DELETE FROM hugginggpt.run_wishes w USING gone WHERE w.run = gone.run)
SELECT run FROM hugginggpt.runs r WHERE run = $1 AND NOT EXISTS (SELECT FROM gone)`;
