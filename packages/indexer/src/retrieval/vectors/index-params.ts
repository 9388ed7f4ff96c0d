import type { EmbedderIdentity, IndexParams } from "@hugginggpt/shared";

/**
 * Below this many vectors no HNSW is built: an exact scan of 50,000 takes some 15 ms, needs no build (a minute and
 * more) and loses no result, and filtered searches scan exactly anyway.
 */
export const HNSW_FROM = 50_000;

/**
 * The share of vectors that may be newer than the index before it is built anew; they are scanned exactly meanwhile.
 */
export const STALE_SHARE = 0.1;

/** Values of the search list: recall at 10 of 0.98 and better up to a million vectors of 384 dimensions (measured). */
export const EF_SEARCH = 80;

/** Returns what an index for this embedder is built with: M 16 and ef 200 are hnswlib's own defaults. */
export function indexParams({ name, dimension }: EmbedderIdentity): IndexParams {
  return { embedder: name, dimension, space: "ip", m: 16, efConstruction: 200 };
}

/** Returns true where an index of these parameters serves the other ones. */
export function sameParams(a: IndexParams, b: IndexParams): boolean {
  return (
    a.embedder === b.embedder &&
    a.dimension === b.dimension &&
    a.space === b.space &&
    a.m === b.m &&
    a.efConstruction === b.efConstruction
  );
}
