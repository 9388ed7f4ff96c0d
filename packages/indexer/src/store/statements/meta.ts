import type { EmbedderIdentity } from "../../ports/registry-store.js";

/** The single values of a registry. */
export type MetaKey =
  | "embedder"
  | "dimension"
  | "lastSync"
  | "vectorSeq"
  | `seed:${string}`
  | `note:${string}`;

export const GET_META = "SELECT value FROM hugginggpt.meta WHERE key = $1";
export const PUT_META = `
  INSERT INTO hugginggpt.meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
export const REMOVE_META = "DELETE FROM hugginggpt.meta WHERE key = $1";

/** Selects the embedder whose vectors are stored; no row before the first. */
export const EMBEDDER = `
  SELECT n.value AS name, CAST(d.value AS integer) AS dimension
  FROM hugginggpt.meta AS n, hugginggpt.meta AS d WHERE n.key = 'embedder' AND d.key = 'dimension'`;

/** Returns true if two embedders make the same vectors. */
export function sameEmbedder(a: EmbedderIdentity | null, b: EmbedderIdentity): boolean {
  return a?.name === b.name && a.dimension === b.dimension;
}
