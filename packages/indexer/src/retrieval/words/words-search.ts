import type { LexicalQuery, RegistryReader, SearchFilters, WordScores } from "@hugginggpt/shared";
import { addBest } from "./best-rows.js";
import type { SumPool } from "./sum-pool.js";

/** The models that have words of one query. */
export interface ByWords {
  /** Adds BM25 of the best matches that pass to `found`, by row; of equal ones those of smaller rows. */
  best(filters: SearchFilters, limit: number, found: Map<number, number>): Promise<void>;
  /** Gives back what it holds; it must not be used any more. */
  release(): void;
}

/** Has the store search: nothing is in memory before and after. */
export class StoredByWords implements ByWords {
  readonly #reader: RegistryReader;
  readonly #query: LexicalQuery;

  constructor(reader: RegistryReader, query: LexicalQuery) {
    this.#reader = reader;
    this.#query = query;
  }

  async best(filters: SearchFilters, limit: number, found: Map<number, number>): Promise<void> {
    for (const { row, bm25 } of await this.#reader.lexical(this.#query, filters, limit)) found.set(row, bm25);
  }

  release(): void {
    // The store holds nothing for a query.
  }
}

/** Adds up, in memory, what each word adds to a model's BM25: the same sum as the store's, but for rounding. */
export class SummedByWords implements ByWords {
  readonly #pool: SumPool;
  readonly #passing: (filters: SearchFilters) => Promise<readonly number[] | null>;
  #sums: Float32Array;
  #isEmpty = true;

  constructor(passing: (filters: SearchFilters) => Promise<readonly number[] | null>, pool: SumPool) {
    this.#pool = pool;
    this.#passing = passing;
    this.#sums = pool.take();
  }

  /** Whether no model has any of the words. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Adds a word. The same words in another order may give sums that differ by their rounding. */
  add({ rows, bm25 }: WordScores): void {
    if (rows.length > 0) this.#isEmpty = false;
    this.#makeRoom(1 + (rows.at(-1) ?? 0));
    const sums = this.#sums;
    // The casts: rows below the length, as many of them as scores.
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      sums[row] = (sums[row] as number) + (bm25[i] as number);
    }
  }

  async best(filters: SearchFilters, limit: number, found: Map<number, number>): Promise<void> {
    addBest(found, this.#sums, await this.#passing(filters), limit);
  }

  release(): void {
    this.#pool.give(this.#sums);
    this.#sums = NOTHING;
  }

  #makeRoom(length: number): void {
    if (length <= this.#sums.length) return;
    const longer = new Float32Array(Math.max(length, Math.ceil(1.1 * this.#sums.length)));
    longer.set(this.#sums);
    this.#sums = longer;
  }
}

const NOTHING = new Float32Array(0);
