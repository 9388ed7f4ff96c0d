import { CARD_ORDER, PLACED_CARDS } from "../../statements/card-queue.js";

/** The most and the fewest items given out at once: towards the end, one machine holds little. */
const MOST = 256;
const LEAST = 8;

export const LEFT = `
SELECT count(*)::int AS "left" FROM hugginggpt.sync_queue JOIN hugginggpt.models USING (row) WHERE kind = $1`;

/**
 * Gives out the first free items, at most $3: a machine's share of what is left, so that no machine waits long for the
 * last items of another. A machine without a token ($4) leaves gated models to machines with one.
 */
const TAKE = `
UPDATE hugginggpt.sync_queue AS q SET holder = $2 FROM (
  SELECT q.kind, q.row FROM hugginggpt.sync_queue AS q JOIN hugginggpt.models AS m USING (row)
  WHERE q.kind = $1 AND q.holder IS NULL
    AND ($4 OR m.gated IS NULL OR NOT EXISTS (SELECT FROM hugginggpt.sync_machines WHERE has_token))
  ORDER BY q.place
  LIMIT least($3, ${MOST}, greatest(${LEAST}, (
    SELECT count(*) FROM (
      SELECT FROM hugginggpt.sync_queue WHERE kind = $1 AND holder IS NULL
      LIMIT ${2 * MOST} * (SELECT count(*) FROM hugginggpt.sync_machines)
    ) AS enough
  ) / (2 * (SELECT count(*) FROM hugginggpt.sync_machines))))
  FOR UPDATE OF q SKIP LOCKED
) AS free
WHERE q.kind = free.kind AND q.row = free.row
RETURNING q.row, q.place`;

export const TAKE_CARDS = `
WITH taken AS (${TAKE})
SELECT m.id, m.sha, m.gated IS NOT NULL AS gated, c.etag
FROM taken JOIN hugginggpt.models AS m USING (row) LEFT JOIN hugginggpt.cards AS c USING (row)
ORDER BY taken.place`;

export const TAKE_TEXTS = `
WITH taken AS (${TAKE})
SELECT m.id FROM taken JOIN hugginggpt.models AS m USING (row) ORDER BY taken.place`;

/** Finds the rows first: a join may read the whole queue for a few rows, as the planner has no statistics of it yet. */
export const DONE = `
DELETE FROM hugginggpt.sync_queue WHERE kind = $1 AND row = ANY(ARRAY(
  SELECT m.row::bigint FROM hugginggpt.models AS m WHERE lower(m.id) = ANY($3::text[]) AND m.id = ANY($2::text[])))`;

/** Items that are given out stay: a machine is working on them. */
export const CLEAR = "DELETE FROM hugginggpt.sync_queue WHERE kind = $1 AND holder IS NULL";

export const OFFER_TEXTS = `
INSERT INTO hugginggpt.sync_queue (kind, row, place)
SELECT 'text', row, row FROM hugginggpt.models WHERE needs_vector ON CONFLICT DO NOTHING`;

/** Adds the cards to read to the queue in their order, at most $2; $1 says whether there is a token to ask with. */
export const OFFER_CARDS = `
INSERT INTO hugginggpt.sync_queue (kind, row, place)
SELECT 'card', row, row_number() OVER (ORDER BY ${CARD_ORDER}) FROM ${PLACED_CARDS}
ORDER BY 3 LIMIT $2
ON CONFLICT DO NOTHING`;
