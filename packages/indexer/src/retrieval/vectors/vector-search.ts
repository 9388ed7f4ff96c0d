import type { RegistryStats } from "@hugginggpt/shared";
import type { EmbedderIdentity } from "../../ports/registry-store.js";
import type { VectorHit, VectorReader } from "../../ports/vector-reader.js";
import { dotAt } from "./dot-product.js";
import { openHnswSearch } from "./hnsw-search.js";
import { HNSW_FROM } from "./index-params.js";
import { openVectors } from "./vector-file.js";
import { byRank, type IndexFiles, type OpenedIndex, type VectorIndex, type Within } from "./vector-index.js";
import type { VectorMatrix } from "./vector-matrix.js";

export interface VectorSearchOptions extends IndexFiles {
  readonly vectors: VectorReader;
  /** An HNSW index is used from this many vectors on. Default `HNSW_FROM`. */
  readonly from?: number;
  /** Opens that index. Default: the published HNSW file. */
  readonly openIndex?: (embedder: EmbedderIdentity) => Promise<OpenedIndex>;
}

/** Hits beyond k with an exact similarity, in case 8 bits ranked them too low. */
const RESCORED = 40;

/**
 * Searches the latest committed vectors of one embedder. All of them are in memory with 8 bits a number; the best are
 * compared again exactly. An index is used instead if there is one; all vectors are scanned under filters that it does
 * not support.
 */
export class VectorSearch {
  readonly embedder: EmbedderIdentity;
  readonly #options: VectorSearchOptions;
  #index: VectorIndex | null = null;
  #all: VectorMatrix | null = null;
  #tried = false;
  #reason = "not searched yet";
  #broken: string[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(embedder: EmbedderIdentity, options: VectorSearchOptions) {
    this.embedder = embedder;
    this.#options = options;
  }

  /** A message about broken indexes for the user; null if there are none. */
  get note(): string | null {
    if (this.#broken.length === 0) return null;
    const [what, does] = this.#broken.length === 1 ? ["It is", "builds it"] : ["They are", "builds them"];
    return `${this.#broken.join("; ")}. ${what} left alone; \`indexer sync\` ${does} again.`;
  }

  /** Returns what searches use; opens it if that was not tried yet. */
  async state(): Promise<RegistryStats["vectorIndex"]> {
    await this.#next(() => this.#open());
    return this.#index === null
      ? { kind: "exact", generation: null, reason: this.#reason }
      : { kind: "hnsw", generation: this.#index.generation, reason: this.#index.reason };
  }

  /**
   * Returns the k nearest of these models (null: of all) by exact similarity, nearest first, ties by id; fewer only if
   * fewer have a vector.
   */
  async search(query: Float32Array, k: number, within: Within | null): Promise<readonly VectorHit[]> {
    const near = await this.near(query, k + RESCORED, within);
    const exact = await this.similarities(
      query,
      near.map(({ id }) => id),
    );
    return [...exact]
      .map(([id, similarity]) => ({ id, similarity }))
      .sort(byRank)
      .slice(0, k);
  }

  /** Returns about the k nearest of these models (null: of all); similarities are off by some thousandths. */
  near(query: Float32Array, k: number, within: Within | null): Promise<readonly VectorHit[]> {
    return this.#next(async () => {
      await this.#open();
      if (this.#index !== null && (within === null || this.#index.takesFilters)) {
        const hits = await this.#index.near(query, k, within);
        if (hits !== null) return hits;
        this.#index = null;
        this.#reason = "the index is gone: an exact scan is used";
      }
      const all = await this.#matrix();
      return all.near(query, k, within?.ids ?? null);
    });
  }

  /** Returns the similarity of each of these models in order, off by some thousandths; NaN without a vector. */
  estimates(query: Float32Array, ids: readonly string[]): Promise<Float64Array> {
    return this.#next(async () => {
      await this.#open();
      if (this.#index !== null && this.#all === null) {
        const exact = await this.similarities(query, ids);
        return Float64Array.from(ids, (id) => exact.get(id) ?? Number.NaN);
      }
      return (await this.#matrix()).estimates(query, ids);
    });
  }

  /** Returns the exact similarity of each of these models that has a vector in the store. */
  async similarities(query: Float32Array, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const stored = await this.#options.vectors.of(ids);
    const usable = stored.filter(({ values }) => values.length === query.length);
    return new Map(usable.map(({ id, values }) => [id, dotAt(query, values, 0)]));
  }

  async #matrix(): Promise<VectorMatrix> {
    if (this.#all === null) {
      const { matrix, broken } = await openVectors(this.#options, this.embedder);
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
    const { vectors, from = HNSW_FROM, openIndex } = this.#options;
    const { count } = await vectors.state();
    if (count < from) {
      this.#reason = `${count} vectors: below ${from} an exact scan is used`;
      this.#tried = true;
      return;
    }
    const opened = await (openIndex?.(this.embedder) ??
      openHnswSearch(vectors, this.#options, this.embedder));
    this.#tried = true;
    this.#index = opened.index;
    if (opened.index !== null) return;
    this.#reason = `${opened.reason}: an exact scan is used`;
    if (opened.broken) this.#broken.push(opened.reason);
  }
}
