import { join } from "node:path";
import type { HierarchicalNSW } from "hnswlib-node";
import type { IndexGeneration } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorHit, VectorReader, VectorState } from "../../ports/vector-reader.js";
import { fileProblem } from "../index-files/file-checksum.js";
import { EF_SEARCH, hnswParams, paramsOf } from "./index-params.js";
import { loadHnswlib } from "./load-hnswlib.js";
import { byRank, type IndexFiles, type OpenedIndex, type VectorIndex } from "./vector-index.js";
import { VectorMatrix } from "./vector-matrix.js";

/**
 * Returns the published HNSW index of this embedder, together with newer vectors; or why none can be used. Size,
 * checksum and parameters of the file are compared with the record before native code reads it: a changed byte can
 * crash hnswlib, and the process with it.
 */
export async function openHnswSearch(
  vectors: VectorReader,
  { generations, folder }: IndexFiles,
  embedder: EmbedderIdentity,
): Promise<OpenedIndex> {
  const live = await generations.live("hnsw");
  if (live === null) return { index: null, reason: "no index is published", broken: false };
  if (live.params !== paramsOf("hnsw", embedder))
    return { index: null, reason: "the published index is of another embedder", broken: false };
  const library = await loadHnswlib();
  if (library === null) return { index: null, reason: "hnswlib-node is not installed", broken: false };
  const path = join(folder, live.file);
  const problem = await fileProblem(path, live);
  if (problem !== null)
    return { index: null, reason: `the index file ${live.file} ${problem}`, broken: true };
  const native = new library.HierarchicalNSW(hnswParams(embedder).space, embedder.dimension);
  await native.readIndex(path);
  return {
    index: new HnswSearch(native, live, new VectorMatrix(vectors, embedder.dimension, live.lastSeq), vectors),
  };
}

/** Searches HNSW, and scans the vectors that are newer than it. */
class HnswSearch implements VectorIndex {
  readonly takesFilters = false;
  readonly generation: number;
  readonly reason: string;
  readonly #native: HierarchicalNSW;
  readonly #size: number;
  readonly #vectors: VectorReader;
  readonly #newer: VectorMatrix;
  /** The ids of the stored vectors by `seq`, for one state of the store. */
  #live: { readonly state: VectorState; readonly ids: ReadonlyMap<number, string> } | null = null;

  constructor(
    native: HierarchicalNSW,
    { generation }: IndexGeneration,
    newer: VectorMatrix,
    vectors: VectorReader,
  ) {
    this.#native = native;
    this.#size = native.getCurrentCount();
    this.generation = generation;
    this.reason = `${this.#size} vectors in the index, newer ones scanned`;
    this.#vectors = vectors;
    this.#newer = newer;
  }

  async near(query: Float32Array, k: number): Promise<readonly VectorHit[]> {
    const live = await this.#liveIds();
    let wanted = k;
    let hits = this.#search(query, wanted, live);
    while (hits.length < k && wanted < this.#size) {
      wanted *= 2;
      hits = this.#search(query, wanted, live);
    }
    return [...hits, ...this.#newer.near(query, k, null)].sort(byRank).slice(0, k);
  }

  /** Returns those of about k nearest vectors that are still stored; a replaced vector has another `seq`. */
  #search(query: Float32Array, k: number, live: ReadonlyMap<number, string>): VectorHit[] {
    this.#native.setEf(Math.max(EF_SEARCH, k));
    const { neighbors, distances } = this.#native.searchKnn(Array.from(query), Math.min(k, this.#size));
    return neighbors.flatMap((seq, i) => {
      const id = live.get(seq);
      return id === undefined ? [] : [{ id, similarity: 1 - (distances[i] ?? 1) }];
    });
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
