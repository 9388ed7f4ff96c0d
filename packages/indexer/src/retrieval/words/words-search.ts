import type { LexicalHit, LexicalQuery, RegistryReader, SearchFilters, WordScores } from "@hugginggpt/shared";
import { bestOf } from "./best-rows.js";

/** The models that have words of one query. */
export interface ByWords {
  /** The best matches that pass, best first, ties by row. */
  best(filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]>;
}

/** Has the store search: nothing is in memory before and after. */
export class StoredByWords implements ByWords {
  readonly #reader: RegistryReader;
  readonly #query: LexicalQuery;

  constructor(reader: RegistryReader, query: LexicalQuery) {
    this.#reader = reader;
    this.#query = query;
  }

  best(filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]> {
    return this.#reader.lexical(this.#query, filters, limit);
  }
}

/** Adds up, in memory, what each word adds to a model's BM25: the same sum as the store's, but for rounding. */
export class SummedByWords implements ByWords {
  readonly #sums: Float32Array;
  readonly #passing: (filters: SearchFilters) => Promise<readonly number[] | null>;

  /** `scratch` is used until the next one is made with it. */
  constructor(
    words: readonly WordScores[],
    passing: (filters: SearchFilters) => Promise<readonly number[] | null>,
    scratch: { values: Float32Array },
  ) {
    this.#sums = summed(words, scratch);
    this.#passing = passing;
  }

  async best(filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]> {
    const rows = await this.#passing(filters);
    return bestOf(this.#sums, rows, limit);
  }
}

function summed(words: readonly WordScores[], scratch: { values: Float32Array }): Float32Array {
  const length = 1 + Math.max(0, ...words.map(({ rows }) => rows.at(-1) ?? 0));
  if (scratch.values.length < length) scratch.values = new Float32Array(length);
  const sums = scratch.values.subarray(0, length).fill(0);
  for (const { rows, bm25 } of words) {
    // The casts: rows below `length`, as many of them as scores.
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      sums[row] = (sums[row] as number) + (bm25[i] as number);
    }
  }
  return sums;
}
