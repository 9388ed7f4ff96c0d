import type { HnswParams, Int8Params } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";

/**
 * Below this many vectors no HNSW is built: a scan in 8 bits answers a million in some 20 ms and loses no result, while
 * HNSW takes a quarter of an hour to build of as many and 1.7 GB of memory (docs/decisions/0005-vector-search.md).
 */
export const HNSW_FROM = 2_000_000;

/** Fewer vectors are read as fast from the database as from an 8-bit file. */
export const INT8_FROM = 2000;

/** HNSW is built again once this share of the vectors is newer than it; newer ones are scanned. */
export const STALE_SHARE = 0.1;

/**
 * Length of the search list. Queries in words lie far from the texts that they are compared with: by the hashed embedder
 * 58,000 vectors need this many for a recall at 10 of 0.98, where 80 give 0.66 (docs/decisions/0005-vector-search.md).
 */
export const EF_SEARCH = 1600;

/** Returns the parameters of an HNSW index for this embedder: M 16 and ef 200 are hnswlib's defaults. */
export function hnswParams({ name, dimension }: EmbedderIdentity): HnswParams {
  return { kind: "hnsw", embedder: name, dimension, space: "ip", m: 16, efConstruction: 200 };
}

/** Returns the parameters of an 8-bit file of vectors for this embedder. */
export function int8Params({ name, dimension }: EmbedderIdentity): Int8Params {
  return { kind: "int8", embedder: name, dimension };
}

/** Returns true if an index with the parameters `a` can be used for `b`. */
export function sameParams(a: HnswParams | Int8Params, b: HnswParams | Int8Params): boolean {
  if (a.kind !== b.kind || a.embedder !== b.embedder || a.dimension !== b.dimension) return false;
  if (a.kind !== "hnsw" || b.kind !== "hnsw") return true;
  return a.space === b.space && a.m === b.m && a.efConstruction === b.efConstruction;
}
