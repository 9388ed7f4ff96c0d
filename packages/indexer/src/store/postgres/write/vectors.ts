import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { EmbedderIdentity, Vector } from "../../../ports/registry-store.js";
import { EMBEDDER, sameEmbedder } from "../../statements/meta.js";
import { DROP_VECTORS } from "../../statements/vectors.js";
import { requireUsable, vectorToBytes } from "../../vectors/vector-bytes.js";
import { asciiLower } from "./ascii-lower.js";
import { setMeta } from "./meta.js";

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
export async function useEmbedder(query: Query, identity: EmbedderIdentity): Promise<void> {
  if (sameEmbedder(await storedEmbedder(query), identity)) return;
  for (const statement of DROP_VECTORS) await query(statement);
  await setMeta(query, "embedder", identity.name);
  await setMeta(query, "dimension", String(identity.dimension));
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
