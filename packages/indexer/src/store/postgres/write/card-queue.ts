import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { CardTodo, StoreProgress } from "../../../ports/registry-store.js";
import { progressOf, type Sums } from "../../texts/card-queue.js";

/** Whether a model's card is still to be read; `$1` says whether there is a token to ask with. */
const WANTED = `
  (c.row IS NULL OR c.state IN ('none', 'failed') OR c.sha IS DISTINCT FROM m.sha
    OR ($1::boolean AND c.state = 'gated' AND c.without_token))`;
const RUNS = "EXISTS (SELECT FROM hugginggpt.endpoints AS e WHERE e.row = m.row AND e.status = 'live')";
const OF_HUB =
  "FROM hugginggpt.models AS m LEFT JOIN hugginggpt.cards AS c USING (row) WHERE m.source = 'hub'";

/** The place counts within a task, so that each task's best come before any task's second. */
const CARDS_TO_READ = `
  SELECT id, sha, gated, etag FROM (
    SELECT *, row_number() OVER (
      PARTITION BY failed, runs, task ORDER BY downloads DESC, likes DESC, id
    ) AS place
    FROM (
      SELECT m.id, m.sha, m.task, m.downloads, m.likes, c.etag,
        m.gated IS NOT NULL AS gated, c.state IS NOT DISTINCT FROM 'failed' AS failed, ${RUNS} AS runs
      ${OF_HUB} AND ${WANTED}
    ) AS wanted
  ) AS placed
  ORDER BY failed, runs DESC, place, downloads DESC, likes DESC, id
  LIMIT $2`;

const PROGRESS = `
  SELECT count(*) AS models, coalesce(sum(weight), 0) AS weight,
    count(*) FILTER (WHERE carded) AS cards, coalesce(sum(weight) FILTER (WHERE carded), 0) AS "cardWeight",
    count(*) FILTER (WHERE embedded) AS vectors, coalesce(sum(weight) FILTER (WHERE embedded), 0) AS "vectorWeight"
  FROM (
    SELECT (1 + ln(1 + m.downloads::float8)) * (CASE WHEN ${RUNS} THEN 2 ELSE 1 END) AS weight,
      NOT ${WANTED} AS carded, NOT m.needs_vector AS embedded
    ${OF_HUB}
  ) AS weighed`;

/** Returns the cards to read, the most useful first (`RegistryStore.cardsToRead`). */
export function cardsToRead(
  query: PostgresTransaction["query"],
  limit: number,
  token: boolean,
): Promise<CardTodo[]> {
  return query<CardTodo>(CARDS_TO_READ, [token, limit]);
}

/** Returns what is done and what is left of the Hub's models. */
export async function progress(query: PostgresTransaction["query"], token: boolean): Promise<StoreProgress> {
  return progressOf((await query<Sums>(PROGRESS, [token]))[0]);
}
