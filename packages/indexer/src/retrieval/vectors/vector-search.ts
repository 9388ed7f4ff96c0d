import type {
  EmbedderIdentity,
  IndexGenerations,
  RegistryReader,
  RegistryStats,
  VectorHit,
} from "@hugginggpt/shared";
import { HNSW_FROM } from "./index-params.js";
import { type HnswIndex, openHnsw } from "./open-hnsw.js";
import { byRank } from "./top-hits.js";
import { VectorMatrix } from "./vector-matrix.js";

export interface VectorSearchOptions {
  readonly reader: RegistryReader;
  readonly generations: IndexGenerations;
  readonly folder: string;
  /** Vectors from which a published index is used. Default `HNSW_FROM`. */
  readonly from?: number;
}

/**
 * Searches the vectors of one embedder as they were committed a moment ago. A published index answers for what it
 * holds and what is newer is scanned; without a sound index, and under filters, everything is scanned.
 */
export class VectorSearch {
  readonly embedder: EmbedderIdentity;
  readonly #options: VectorSearchOptions;
  #hnsw: { index: HnswIndex; newer: VectorMatrix } | null = null;
  #all: VectorMatrix | null = null;
  #live: ReadonlySet<number> = new Set();
  #version = -1;
  #tried = false;
  #reason = "not searched yet";
  #note: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(embedder: EmbedderIdentity, options: VectorSearchOptions) {
    this.embedder = embedder;
    this.#options = options;
  }

  /** What the user should know: an index that is broken. */
  get note(): string | null {
    return this.#note;
  }

  /** Returns what answers searches, opening it where that was not tried yet. */
  async state(): Promise<RegistryStats["vectorIndex"]> {
    await this.#next(() => this.#open());
    return this.#hnsw === null
      ? { kind: "exact", generation: null, reason: this.#reason }
      : { kind: "hnsw", generation: this.#hnsw.index.generation, reason: this.#reason };
  }

  /** Returns the k nearest rows that pass; see `VectorIndex`. */
  search(query: Float32Array, k: number, rows: readonly number[] | null): Promise<readonly VectorHit[]> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && rows === null) return this.#searchIndex(this.#hnsw, query, k);
      const all = await this.#matrix();
      return all.search(query, k, rows);
    });
  }

  /** Returns the similarity of each of these rows that has a vector. */
  similarities(query: Float32Array, rows: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return this.#next(async () => {
      await this.#open();
      if (this.#hnsw !== null && this.#all === null) {
        const stored = await this.#options.reader.vectorsAt(rows);
        return new Map(stored.map(({ row, values }) => [row, dot(query, values)]));
      }
      const all = await this.#matrix();
      return new Map(all.search(query, rows.length, rows).map(({ row, similarity }) => [row, similarity]));
    });
  }

  async #matrix(): Promise<VectorMatrix> {
    this.#all ??= new VectorMatrix(this.#options.reader, this.embedder.dimension, 0);
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
      this.#reason = `${count} vectors: below ${from} an exact scan is the faster way`;
      this.#tried = true;
      return;
    }
    const opened = await openHnsw(generations, folder, this.embedder);
    this.#tried = true;
    if (opened.index === null) {
      this.#reason = `${opened.reason}: an exact scan serves`;
      if (opened.broken)
        this.#note = `${opened.reason}; an exact scan answers. \`indexer sync\` builds it again.`;
      return;
    }
    const { index } = opened;
    this.#hnsw = { index, newer: new VectorMatrix(reader, this.embedder.dimension, index.lastSeq) };
    this.#reason = `${index.size} vectors in the index, newer ones scanned exactly`;
  }

  async #searchIndex(
    { index, newer }: { index: HnswIndex; newer: VectorMatrix },
    query: Float32Array,
    k: number,
  ): Promise<readonly VectorHit[]> {
    const { reader } = this.#options;
    const { version } = await reader.vectorState();
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
    return [...hits, ...newer.search(query, k, null)].sort(byRank).slice(0, k);
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += value * (b[i] ?? 0);
  return sum;
}
