import type { CardTodo, StoreProgress } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "../database/registry-database.js";

/** Whether a model's card is still to be read; `:token` is 1 where there is a token to ask with. */
const WANTED = `
  (cards.row IS NULL OR cards.state IN ('none', 'failed') OR cards.sha IS NOT models.sha
    OR (:token AND cards.state = 'gated' AND cards.without_token))`;
const RUNS = `
  EXISTS (SELECT 1 FROM endpoints WHERE endpoints.row = models.row AND endpoints.status = 'live')`;

/** The place counts within a task, so that each task's best come before any task's second. */
const CARDS_TO_READ = `
  SELECT id, sha, gated, etag FROM (
    SELECT *, row_number() OVER (
      PARTITION BY failed, runs, task ORDER BY downloads DESC, likes DESC, id COLLATE BINARY
    ) AS place
    FROM (
      SELECT models.id, models.sha, models.task, models.downloads, models.likes, cards.etag,
        models.gated IS NOT NULL AS gated, cards.state IS 'failed' AS failed, ${RUNS} AS runs
      FROM models LEFT JOIN cards ON cards.row = models.row
      WHERE models.source = 'hub' AND ${WANTED}
    )
  )
  ORDER BY failed, runs DESC, place, downloads DESC, likes DESC, id COLLATE BINARY
  LIMIT :limit`;

const PROGRESS = `
  SELECT count(*) AS models, total(weight) AS weight,
    total(carded) AS cards, total(weight * carded) AS cardWeight,
    total(embedded) AS vectors, total(weight * embedded) AS vectorWeight
  FROM (
    SELECT (1 + ln(1 + models.downloads)) * (1 + ${RUNS}) AS weight,
      NOT ${WANTED} AS carded, NOT models.needs_vector AS embedded
    FROM models LEFT JOIN cards ON cards.row = models.row
    WHERE models.source = 'hub'
  )`;

/** Counts of models, cards and vectors, and their weights by use. */
export interface Sums {
  readonly models: number;
  readonly weight: number;
  readonly cards: number;
  readonly cardWeight: number;
  readonly vectors: number;
  readonly vectorWeight: number;
}

/** Returns the cards to read, the most useful first (`RegistryStore.cardsToRead`). */
export function cardsToRead(db: RegistryDatabase, limit: number, token: boolean): CardTodo[] {
  type Row = Omit<CardTodo, "gated"> & { readonly gated: number };
  return db
    .statement<[{ limit: number; token: number }], Row>(CARDS_TO_READ)
    .all({ limit, token: Number(token) })
    .map((row) => ({ ...row, gated: row.gated === 1 }));
}

/** Returns what is done and what is left of the Hub's models. */
export function storeProgress(db: RegistryDatabase, token: boolean): StoreProgress {
  return progressOf(db.statement<[{ token: number }], Sums>(PROGRESS).get({ token: Number(token) }));
}

/** Returns the sums as shares; without sums, as those of an empty registry. */
export function progressOf(sums: Sums | undefined): StoreProgress {
  const { models = 0, weight = 0, cards = 0, cardWeight = 0, vectors = 0, vectorWeight = 0 } = sums ?? {};
  const share = (part: number) => (weight === 0 ? 1 : Math.min(1, part / weight));
  return {
    models,
    cards: { done: cards, left: models - cards },
    vectors: { done: vectors, left: models - vectors },
    share: { cards: share(cardWeight), vectors: share(vectorWeight) },
  };
}
