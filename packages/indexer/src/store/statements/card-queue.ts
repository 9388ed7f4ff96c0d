import type { CardTodo, StoreProgress } from "../../ports/registry-store.js";

const RUNS = "EXISTS (SELECT 1 FROM hugginggpt.endpoints AS e WHERE e.row = m.row AND e.status = 'live')";
/** Whether a model's card is still to be read; the first value says whether there is a token to ask with. */
const WANTED = `
  (c.row IS NULL OR c.state IN ('none', 'failed') OR c.sha IS DISTINCT FROM m.sha
    OR (CAST($1 AS boolean) AND c.state = 'gated' AND c.without_token))`;
const OF_HUB = `
  FROM hugginggpt.models AS m LEFT JOIN hugginggpt.cards AS c ON c.row = m.row WHERE m.source = 'hub'`;
/** The result of `||` has no collation of SQLite's column: it is compared byte by byte. */
const BEST = "downloads DESC, likes DESC, id || ''";

/** The cards to read, each with its place within its task, so that each task's best come before any task's second. */
export const PLACED_CARDS = `(
  SELECT *, row_number() OVER (PARTITION BY failed, runs, task ORDER BY ${BEST}) AS place
  FROM (
    SELECT m.row, m.id, m.sha, m.task, m.downloads, m.likes, c.etag, m.gated IS NOT NULL AS gated,
      c.state IS NOT DISTINCT FROM 'failed' AS failed, ${RUNS} AS runs
    ${OF_HUB} AND ${WANTED}
  ) AS wanted
) AS placed`;
/** The order in which they are read (`RegistryStore.cardsToRead`). */
export const CARD_ORDER = `failed, runs DESC, place, ${BEST}`;
export const CARDS_TO_READ = `
  SELECT id, sha, gated, etag FROM ${PLACED_CARDS} ORDER BY ${CARD_ORDER} LIMIT $2`;

/** The `Sums` of the Hub's models; one that runs somewhere weighs twice. */
export const PROGRESS = `
  SELECT count(*) AS models, coalesce(sum(weight), 0) AS weight,
    count(*) FILTER (WHERE carded) AS cards, coalesce(sum(weight) FILTER (WHERE carded), 0) AS "cardWeight",
    count(*) FILTER (WHERE embedded) AS vectors, coalesce(sum(weight) FILTER (WHERE embedded), 0) AS "vectorWeight"
  FROM (
    SELECT (1 + ln(CAST(1 + m.downloads AS double precision))) * (CASE WHEN ${RUNS} THEN 2 ELSE 1 END) AS weight,
      NOT ${WANTED} AS carded, NOT m.needs_vector AS embedded
    ${OF_HUB}
  ) AS weighed`;

/** Counts of models, cards and vectors, and their weights by use. */
export interface Sums {
  readonly models: number;
  readonly weight: number;
  readonly cards: number;
  readonly cardWeight: number;
  readonly vectors: number;
  readonly vectorWeight: number;
}

/** Returns the row of `PROGRESS` as shares. */
export function progressIn([sums]: readonly Sums[]): StoreProgress {
  const { models = 0, weight = 0, cards = 0, cardWeight = 0, vectors = 0, vectorWeight = 0 } = sums ?? {};
  const share = (part: number) => (weight === 0 ? 1 : Math.min(1, part / weight));
  return {
    models,
    cards: { done: cards, left: models - cards },
    vectors: { done: vectors, left: models - vectors },
    share: { cards: share(cardWeight), vectors: share(vectorWeight) },
  };
}

/** Returns the rows of `CARDS_TO_READ`; SQLite has numbers for booleans. */
export function cardsIn(
  rows: readonly (Omit<CardTodo, "gated"> & { readonly gated: unknown })[],
): CardTodo[] {
  return rows.map((row) => ({ ...row, gated: Boolean(row.gated) }));
}
