import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { EmbedderIdentity, StoreCounts, Vector } from "../../../ports/registry-store.js";
import { vectorToBytes } from "../../vectors/vector-bytes.js";
import { requireUsable } from "../../vectors/vector-table.js";
import { asciiLower } from "./ascii-lower.js";

const EMBEDDER = `
  SELECT n.value AS name, d.value::int AS dimension
  FROM hugginggpt.meta AS n, hugginggpt.meta AS d WHERE n.key = 'embedder' AND d.key = 'dimension'`;
const FORGET =
  "WITH gone AS (DELETE FROM hugginggpt.vectors) UPDATE hugginggpt.models SET needs_vector = true";
const DECLARE = `
  INSERT INTO hugginggpt.meta (key, value) VALUES ('embedder', $1), ('dimension', $2)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
const COUNTS = `
  SELECT count(*) FILTER (WHERE needs_vector) AS "textsToEmbed", count(*) FILTER (WHERE NOT needs_vector) AS vectors
  FROM hugginggpt.models`;
/** Writes the vectors whose text is still the embedded one, numbered on from the last `seq`. */
const PUT = `
  WITH found AS (
    SELECT m.row, given.hash, given.data, row_number() OVER (ORDER BY place) AS number
    FROM unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS given(id, hash, data, place)
    JOIN hugginggpt.models AS m ON lower(m.id) = given.id AND m.text_hash = given.hash
  ), counter AS (
    INSERT INTO hugginggpt.meta AS m (key, value) SELECT 'vectorSeq', count(*)::text FROM found
    ON CONFLICT (key) DO UPDATE SET value = (m.value::bigint + excluded.value::bigint)::text
    RETURNING value::bigint - (SELECT count(*) FROM found) AS before
  ), done AS (
    UPDATE hugginggpt.models AS m SET needs_vector = false FROM found WHERE m.row = found.row
  )
  INSERT INTO hugginggpt.vectors (row, embedder, text_hash, seq, data)
  SELECT row, $4, hash, before + number, data FROM found, counter
  ON CONFLICT (row) DO UPDATE SET
    (embedder, text_hash, seq, data) = (excluded.embedder, excluded.text_hash, excluded.seq, excluded.data)`;

type Query = PostgresTransaction["query"];

/** Returns the identity of the embedder whose vectors are stored; null before the first. */
export async function storedEmbedder(query: Query): Promise<EmbedderIdentity | null> {
  return (await query<EmbedderIdentity>(EMBEDDER))[0] ?? null;
}

/** Declares the embedder; drops the vectors of another one. */
export async function useEmbedder(query: Query, { name, dimension }: EmbedderIdentity): Promise<void> {
  const stored = await storedEmbedder(query);
  if (stored?.name === name && stored.dimension === dimension) return;
  await query(FORGET);
  await query(DECLARE, [name, String(dimension)]);
}

/**
 * Writes vectors; skips ids that are gone and texts that changed meanwhile.
 * @throws RangeError as `requireUsable`.
 */
export async function putVectors(query: Query, given: readonly Vector[]): Promise<void> {
  const identity = await storedEmbedder(query);
  if (identity === null) throw new Error("Internal error: vectors before useEmbedder");
  for (const { id, values } of given) requireUsable(id, values, identity.dimension);
  const last = [
    ...new Map(given.map((vector) => [`${asciiLower(vector.id)} ${vector.textHash}`, vector])).values(),
  ];
  await query(PUT, [
    last.map(({ id }) => asciiLower(id)),
    last.map(({ textHash }) => textHash),
    last.map(({ values }) => vectorToBytes(values)),
    identity.name,
  ]);
}

export async function countTexts(query: Query): Promise<StoreCounts> {
  return (await query<StoreCounts>(COUNTS))[0] ?? { textsToEmbed: 0, vectors: 0 };
}
