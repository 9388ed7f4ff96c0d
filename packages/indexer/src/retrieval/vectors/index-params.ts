import type { HnswParams, Int8Params } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";

/**
 * Below this many vectors no HNSW is built: a scan in 8 bits answers a million in some 20 ms and loses no result, while
 * HNSW takes a quarter of an hour to build of as many and 1.7 GB of memory (docs/decisions/0005-vector-search.md).
 */
export const HNSW_FROM = 2_000_000;

/** Below this many vectors they are read from the database as fast as from a file of 8 bits a number. */
export const INT8_FROM = 2000;

/** The share of vectors that may be newer than HNSW before it is built anew; they are scanned meanwhile. */
export const STALE_SHARE = 0.1;

/**
 * Length of the search list. Queries in words lie far from the texts that they are compared with: by the hashed embedder
 * 58,000 vectors need this many for a recall at 10 of 0.98, where 80 give 0.66 (docs/decisions/0005-vector-search.md).
 */
export const EF_SEARCH = 1600;

/** Returns what HNSW for this embedder is built with: M 16 and ef 200 are hnswlib's own defaults. */
export function hnswParams({ name, dimension }: EmbedderIdentity): HnswParams {
  return { kind: "hnsw", embedder: name, dimension, space: "ip", m: 16, efConstruction: 200 };
}

/** Returns what a file of vectors in 8 bits is made for. */
export function int8Params({ name, dimension }: EmbedderIdentity): Int8Params {
  return { kind: "int8", embedder: name, dimension };
}

/** Returns true where a vector index of these parameters serves the other ones. */
export function sameParams(a: HnswParams | Int8Params, b: HnswParams | Int8Params): boolean {
  if (a.kind !== b.kind || a.embedder !== b.embedder || a.dimension !== b.dimension) return false;
  if (a.kind !== "hnsw" || b.kind !== "hnsw") return true;
  return a.space === b.space && a.m === b.m && a.efConstruction === b.efConstruction;
}
