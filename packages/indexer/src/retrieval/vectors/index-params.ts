import type { IndexKind } from "../../ports/index-generations.js";
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
 * Length of the search list. Queries in words lie far from the texts that they are compared with: by the hashed
 * embedder
 * 58,000 vectors need this many for a recall at 10 of 0.98, where 80 give 0.66 (docs/decisions/0005-vector-search.md).
 */
export const EF_SEARCH = 1600;

/** What an HNSW index is built with. */
export interface HnswParams {
  readonly kind: "hnsw";
  readonly embedder: string;
  readonly dimension: number;
  readonly space: "ip";
  readonly m: number;
  readonly efConstruction: number;
}

/** Returns the parameters of an HNSW index for this embedder: M 16 and ef 200 are hnswlib's defaults. */
export function hnswParams({ name, dimension }: EmbedderIdentity): HnswParams {
  return { kind: "hnsw", embedder: name, dimension, space: "ip", m: 16, efConstruction: 200 };
}

/** Returns what an index file of this kind must have been built with to be of use for this embedder, as JSON. */
export function paramsOf(kind: IndexKind, embedder: EmbedderIdentity): string {
  const { name, dimension } = embedder;
  return JSON.stringify(kind === "hnsw" ? hnswParams(embedder) : { kind, embedder: name, dimension });
}
