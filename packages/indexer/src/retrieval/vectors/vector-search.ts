import type { RegistryStats } from "@hugginggpt/shared";
import type { IndexGenerations } from "../../ports/index-generations.js";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorReader, VectorState } from "../../ports/vector-reader.js";
import { dotAt } from "./dot-product.js";
import { HNSW_FROM } from "./index-params.js";
import { type HnswIndex, openHnsw } from "./open-hnsw.js";
import { openVectors } from "./vector-file.js";
import { type VectorHit, VectorMatrix } from "./vector-matrix.js";

export interface VectorSearchOptions {
  readonly vectors: VectorReader;
  readonly generations: IndexGenerations;
  readonly folder: string;
  /** Vectors from which a published HNSW is used. Default `HNSW_FROM`. */
  readonly from?: number;
}

/** Hits beyond k whose similarity is computed again from the stored vector: 8 bits may have put them too low. */
const RESCORED = 40;

/**
 * Searches the vectors of one embedder as they were committed a moment ago. All of them are in memory in 8 bits a
 * number, and the best are compared again exactly. HNSW, where it is published, answers for what it holds and what is
 * newer is scanned; under filters everything is scanned.
 */
export class VectorSearch {
  readonly embedder: EmbedderIdentity;
  readonly #options: VectorSearchOptions;
  #hnsw: { index: HnswIndex; newer: VectorMatrix } | null = null;
  #all: VectorMatrix | null = null;
  /** The ids of the stored vectors by their `seq`, for HNSW; of a state of the store. */
  #live: { readonly state: VectorState; readonly ids: ReadonlyMap<number, string> } | null = null;
  #tried = false;
  #reason = "not searched yet";
  #broken: string[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(embedder: EmbedderIdentity, options: VectorSearchOptions) {
    this.embedder = embedder;
    this.#options = options;
  }

  /** What the user should know: an index that is broken. */
  get note(): string | null {
    if (this.#broken.length === 0) return null;
    const [what, does] = this.#broken.length === 1 ? ["It is", "builds it"] : ["They are", "builds them"];
    return `${this.#broken.join("; ")}. ${what} left alone; \`indexer sync\` ${does} again.`;
  }

  /** Returns what answers searches, opening it where that was not tried yet. */
  async state(): Promise<RegistryStats["vectorIndex"]> {
    await this.#next(() => this.#open());
    return this.#hnsw === null
      ? { kind: "exact", generation: null, reason: this.#reason }
      : { kind: "hnsw", generation: this.#hnsw.index.generation, reason: this.#reason };
  }

  /**
   * Returns the k nearest of these models (null: of all) by exact similarity, nearest first, ties by id; fewer only where
   * fewer have a vector.
   */
  async search(query: Float32Array, k: number, ids: readonly string[] | null): Promise<readonly VectorHit[]> {
    const near = await this.near(query, k + RESCORED, ids);
    const exact = await this.similarities(
      query,
      near.map(({ id }) => id),
    );
    return [...exact]
      .map(([id, similarity]) => ({ id, similarity }))
      .sort(byRank)
      .slice(0, k);
  }

  /** Returns about the k nearest of these models (null: of all), by similarities that are off by some thousandths. */
  near(query: Float32Array, k: number, ids: readonly string[] | null): Promise<readonly VectorHit[]> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && ids === null) return this.#searchHnsw(this.#hnsw, query, k);
      const all = await this.#matrix();
      return all.near(query, k, ids);
    });
  }

  /** Returns the similarity of each of these models, in their order, off by some thousandths; NaN for one without a vector. */
  estimates(query: Float32Array, ids: readonly string[]): Promise<Float64Array> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && this.#all === null) {
        const exact = await this.similarities(query, ids);
        return Float64Array.from(ids, (id) => exact.get(id) ?? Number.NaN);
      }
      return (await this.#matrix()).estimates(query, ids);
    });
  }

  /** Returns the exact similarity of each of these models that has a vector, which it reads from the store. */
  async similarities(query: Float32Array, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const stored = await this.#options.vectors.of(ids);
    const usable = stored.filter(({ values }) => values.length === query.length);
    return new Map(usable.map(({ id, values }) => [id, dotAt(query, values, 0)]));
  }

  async #matrix(): Promise<VectorMatrix> {
    if (this.#all === null) {
      const { vectors, generations, folder } = this.#options;
      const { matrix, broken } = await openVectors(vectors, generations, folder, this.embedder);
      if (broken !== null) this.#broken.push(broken);
      this.#all = matrix;
    }
    await this.#all.refresh();
    return this.#all;
  }

  /** Searches take turns: a refresh must not overlap another. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #open(): Promise<void> {
    if (this.#tried) return;
    const { vectors, generations, folder, from = HNSW_FROM } = this.#options;
    const { count } = await vectors.state();
    if (count < from) {
      this.#reason = `${count} vectors: below ${from} an exact scan is used`;
      this.#tried = true;
      return;
    }
    const opened = await openHnsw(generations, folder, this.embedder);
    this.#tried = true;
    if (opened.index === null) {
      this.#reason = `${opened.reason}: an exact scan is used`;
      if (opened.broken) this.#broken.push(opened.reason);
      return;
    }
    const { index } = opened;
    this.#hnsw = { index, newer: new VectorMatrix(vectors, this.embedder.dimension, index.lastSeq) };
    this.#reason = `${index.size} vectors in the index, newer ones scanned`;
  }

  async #searchHnsw(
    { index, newer }: { index: HnswIndex; newer: VectorMatrix },
    query: Float32Array,
    k: number,
  ): Promise<readonly VectorHit[]> {
    const live = await this.#liveIds(newer);
    let wanted = k;
    let hits = current(index.search(query, wanted), live);
    while (hits.length < k && wanted < index.size) {
      wanted *= 2;
      hits = current(index.search(query, wanted), live);
    }
    return [...hits, ...newer.near(query, k, null)].sort(byRank).slice(0, k);
  }

  async #liveIds(newer: VectorMatrix): Promise<ReadonlyMap<number, string>> {
    const { vectors } = this.#options;
    const state = await vectors.state();
    if (this.#live?.state.count !== state.count || this.#live.state.lastSeq !== state.lastSeq) {
      this.#live = { state, ids: new Map((await vectors.keys()).map(({ id, seq }) => [seq, id])) };
      await newer.refresh();
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

/** Orders hits: greatest similarity first, ties by id. */
function byRank(a: VectorHit, b: VectorHit): number {
  return b.similarity - a.similarity || (a.id < b.id ? -1 : Number(a.id > b.id));
}
