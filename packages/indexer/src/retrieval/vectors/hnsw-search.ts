import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader, VectorState } from "../../ports/vector-reader.js";
import { type HnswIndex, type IndexFiles, openHnsw } from "./open-hnsw.js";
import { byRank, type OpenedIndex, type VectorIndex } from "./vector-index.js";
import { type VectorHit, VectorMatrix } from "./vector-matrix.js";

/** Returns the published HNSW of this embedder, with what is newer, as an index; or why none serves. */
export async function openHnswSearch(
  vectors: VectorReader,
  files: IndexFiles,
  embedder: EmbedderIdentity,
): Promise<OpenedIndex> {
  const opened = await openHnsw(files, embedder);
  if (opened.index === null) return opened;
  return { index: new HnswSearch(opened.index, vectors, embedder.dimension) };
}

/** HNSW answers for what it holds; what is newer is scanned. */
class HnswSearch implements VectorIndex {
  readonly takesFilters = false;
  readonly #index: HnswIndex;
  readonly #vectors: VectorReader;
  readonly #newer: VectorMatrix;
  /** The ids of the stored vectors by their `seq`; of a state of the store. */
  #live: { readonly state: VectorState; readonly ids: ReadonlyMap<number, string> } | null = null;

  constructor(index: HnswIndex, vectors: VectorReader, dimension: number) {
    this.#index = index;
    this.#vectors = vectors;
    this.#newer = new VectorMatrix(vectors, dimension, index.lastSeq);
  }

  get generation(): number {
    return this.#index.generation;
  }

  get reason(): string {
    return `${this.#index.size} vectors in the index, newer ones scanned`;
  }

  async near(query: Float32Array, k: number): Promise<readonly VectorHit[]> {
    const index = this.#index;
    const live = await this.#liveIds();
    let wanted = k;
    let hits = current(index.search(query, wanted), live);
    while (hits.length < k && wanted < index.size) {
      wanted *= 2;
      hits = current(index.search(query, wanted), live);
    }
    return [...hits, ...this.#newer.near(query, k, null)].sort(byRank).slice(0, k);
  }

  async #liveIds(): Promise<ReadonlyMap<number, string>> {
    const state = await this.#vectors.state();
    if (this.#live?.state.count !== state.count || this.#live.state.lastSeq !== state.lastSeq) {
      const keys = await this.#vectors.keys();
      this.#live = { state, ids: new Map(keys.map(({ id, seq }) => [seq, id])) };
      await this.#newer.refresh();
    }
    return this.#live.ids;
  }
}

/** Returns the hits whose vectors are stored still; what was replaced has another `seq`. */
function current(hits: ReturnType<HnswIndex["search"]>, live: ReadonlyMap<number, string>): VectorHit[] {
  return hits.flatMap(({ seq, similarity }) => {
    const id = live.get(seq);
    return id === undefined ? [] : [{ id, similarity }];
  });
}
