import type { KeptIndex } from "../../ports/kept-index.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorHit, VectorReader } from "../../ports/vector-reader.js";
import type { Published } from "./publish-index.js";
import { byRank, type OpenedIndex, type VectorIndex, type Within } from "./vector-index.js";
import { VectorMatrix } from "./vector-matrix.js";

/**
 * The cost of a vector in a walk through the graph, as a multiple of one comparison. If so few models pass the filters
 * that a walk to k of them would cost more, all of them are compared.
 */
const GRAPH_COST = 10;

/** Returns the database's own index, together with newer vectors; or why it cannot be used. */
export async function openKept(
  index: KeptIndex,
  vectors: VectorReader,
  embedder: EmbedderIdentity,
): Promise<OpenedIndex> {
  const lastSeq = await index.lastSeq(embedder);
  if (lastSeq === null) return { index: null, reason: "no index is built", broken: false };
  return { index: new KeptSearch(index, vectors, new VectorMatrix(vectors, embedder.dimension, lastSeq)) };
}

/** Brings the database's index up to date if there are enough vectors, and returns what searches use now. */
export async function publishKept(
  index: KeptIndex,
  vectors: VectorReader,
  { from, ...how }: { readonly from: number } & Parameters<KeptIndex["write"]>[1],
): Promise<Published> {
  const embedder = await vectors.embedder();
  const { count } = await vectors.state();
  if (embedder === null || count < from)
    return { kind: "exact", reason: `${count} vectors: below ${from} an exact scan is used` };
  const problem = await index.write(embedder, how);
  if (problem !== null) return { kind: "exact", reason: `${problem}: an exact scan is used` };
  return { kind: "hnsw", reason: `${count} vectors in the database's index` };
}

/** Searches the database's index, and scans the vectors that are newer than it. */
class KeptSearch implements VectorIndex {
  readonly generation = null;
  readonly takesFilters = true;
  readonly reason = "the database's own index, newer vectors scanned";
  readonly #index: KeptIndex;
  readonly #vectors: VectorReader;
  readonly #newer: VectorMatrix;

  constructor(index: KeptIndex, vectors: VectorReader, newer: VectorMatrix) {
    this.#index = index;
    this.#vectors = vectors;
    this.#newer = newer;
  }

  async near(query: Float32Array, k: number, within: Within | null): Promise<readonly VectorHit[] | null> {
    const { count } = await this.#vectors.state();
    await this.#newer.refresh();
    const isFew = within !== null && within.ids.length ** 2 <= GRAPH_COST * k * count;
    const hits = await this.#index.near(query, k, within?.filters ?? {}, isFew);
    if (hits === null) return null;
    const best = new Map(hits.map((hit) => [hit.id, hit]));
    for (const hit of this.#newer.near(query, k, within?.ids ?? null)) best.set(hit.id, hit);
    return [...best.values()].sort(byRank).slice(0, k);
  }
}
