import type {
  EmbedderIdentity,
  IndexGenerations,
  RegistryReader,
  RegistryStats,
  VectorHit,
  VectorIndex,
} from "@hugginggpt/shared";
import { dotAt } from "./dot-product.js";
import { HNSW_FROM } from "./index-params.js";
import { type HnswIndex, openHnsw } from "./open-hnsw.js";
import { byRank } from "./top-hits.js";
import { openVectors } from "./vector-file.js";
import { VectorMatrix } from "./vector-matrix.js";

export interface VectorSearchOptions {
  readonly reader: RegistryReader;
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
export class VectorSearch implements VectorIndex {
  readonly embedder: EmbedderIdentity;
  readonly #options: VectorSearchOptions;
  #hnsw: { index: HnswIndex; newer: VectorMatrix } | null = null;
  #all: VectorMatrix | null = null;
  #live: ReadonlySet<number> = new Set();
  #version = -1;
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

  async search(
    query: Float32Array,
    k: number,
    rows: readonly number[] | null,
  ): Promise<readonly VectorHit[]> {
    const near = await this.near(query, k + RESCORED, rows);
    const exact = await this.similarities(
      query,
      near.map(({ row }) => row),
    );
    return [...exact]
      .map(([row, similarity]) => ({ row, similarity }))
      .sort(byRank)
      .slice(0, k);
  }

  /** Returns about the k nearest rows that pass, by similarities that are off by some thousandths. */
  near(query: Float32Array, k: number, rows: readonly number[] | null): Promise<readonly VectorHit[]> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && rows === null) return this.#searchHnsw(this.#hnsw, query, k);
      const all = await this.#matrix();
      return all.near(query, k, rows);
    });
  }

  /** Returns the similarity of each of these rows, in their order, off by some thousandths; NaN for one without a vector. */
  estimates(query: Float32Array, rows: readonly number[]): Promise<Float64Array> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && this.#all === null) {
        const exact = await this.similarities(query, rows);
        return Float64Array.from(rows, (row) => exact.get(row) ?? Number.NaN);
      }
      return (await this.#matrix()).estimates(query, rows);
    });
  }

  /** Returns the exact similarity of each of these rows that has a vector, which it reads from the store. */
  async similarities(query: Float32Array, rows: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const stored = await this.#options.reader.vectorsAt(rows);
    const usable = stored.filter(({ values }) => values.length === query.length);
    return new Map(usable.map(({ row, values }) => [row, dotAt(query, values, 0)]));
  }

  async #matrix(): Promise<VectorMatrix> {
    if (this.#all === null) {
      const { reader, generations, folder } = this.#options;
      const { matrix, broken } = await openVectors(reader, generations, folder, this.embedder);
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
    const { reader, generations, folder, from = HNSW_FROM } = this.#options;
    const { count } = await reader.vectorState();
    if (count < from) {
      this.#reason = `${count} vectors: below ${from} an exact scan is the better way`;
      this.#tried = true;
      return;
    }
    const opened = await openHnsw(generations, folder, this.embedder);
    this.#tried = true;
    if (opened.index === null) {
      this.#reason = `${opened.reason}: an exact scan serves`;
      if (opened.broken) this.#broken.push(opened.reason);
      return;
    }
    const { index } = opened;
    this.#hnsw = { index, newer: new VectorMatrix(reader, this.embedder.dimension, index.lastSeq) };
    this.#reason = `${index.size} vectors in the index, newer ones scanned`;
  }

  async #searchHnsw(
    { index, newer }: { index: HnswIndex; newer: VectorMatrix },
    query: Float32Array,
    k: number,
  ): Promise<readonly VectorHit[]> {
    const { reader } = this.#options;
    const version = await reader.vectorVersion();
    if (version !== this.#version) {
      this.#live = new Set(await reader.vectorRows());
      await newer.refresh(this.#live);
      this.#version = version;
    }
    const current = ({ row }: VectorHit) => this.#live.has(row) && !newer.has(row);
    let wanted = k;
    let hits = index.search(query, wanted).filter(current);
    while (hits.length < k && wanted < index.size) {
      wanted *= 2;
      hits = index.search(query, wanted).filter(current);
    }
    return [...hits, ...newer.near(query, k, null)].sort(byRank).slice(0, k);
  }
}
