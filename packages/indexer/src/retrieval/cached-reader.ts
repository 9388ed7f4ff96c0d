import type { FieldWeights, ModelView, RegistryReader, SearchFilters, WordScores } from "@hugginggpt/shared";
import { FactCache } from "./fact-cache.js";
import type { Rateable } from "./rateable.js";
import { RowCache } from "./row-cache.js";
import { VersionedCache } from "./versioned-cache.js";
import { SumPool } from "./words/sum-pool.js";
import { LONG } from "./words/word-file.js";
import type { WordFiles } from "./words/word-files.js";
import { type ByWords, StoredByWords, SummedByWords } from "./words/words-search.js";

/** Rows of words in memory at most, 8 bytes each. */
const MAX_WORD_ROWS = 16_000_000;
/** Rows of lists of models that pass filters, 8 bytes each. */
const MAX_PASSING_ROWS = 4_000_000;
const MAX_VIEWS = 2_000;

/** One state of the registry, read through what was read of it before. */
export interface Snapshot {
  /** The rows that pass, ascending; null where the filters exclude nothing. */
  passing(filters: SearchFilters): Promise<readonly number[] | null>;
  count(filters: SearchFilters): Promise<number>;
  /** Ranks models by the words of a query. */
  byWords(words: readonly string[], weights: FieldWeights): Promise<ByWords>;
  facts(rows: readonly number[]): Promise<readonly Rateable[]>;
  views(rows: readonly number[]): Promise<readonly ModelView[]>;
}

/**
 * Reads for searches. The first search of a state asks the store for everything but what a published file of words
 * tells, so that a process that searches once is not slowed; from the second on, what was read stays in memory until
 * something is committed.
 */
export class CachedReader {
  readonly #reader: RegistryReader;
  readonly #files: WordFiles;
  readonly #passing = new VersionedCache<string, { readonly rows: readonly number[] | null }>(
    MAX_PASSING_ROWS,
    ({ rows }) => 1 + (rows?.length ?? 0),
  );
  readonly #counts = new VersionedCache<string, number>(1000, () => 1);
  readonly #words = new VersionedCache<string, WordScores>(MAX_WORD_ROWS, ({ rows }) => 8 + rows.length);
  readonly #facts: FactCache;
  readonly #views = new RowCache<ModelView>(MAX_VIEWS);
  readonly #sums = new SumPool();
  #version: string | null = null;
  #file = { version: "", isOpen: false };

  constructor(reader: RegistryReader, files: WordFiles) {
    this.#reader = reader;
    this.#facts = new FactCache(reader);
    this.#files = files;
  }

  /** Returns the present state. */
  async now(): Promise<Snapshot> {
    const version = await this.#reader.version();
    const isFirst = version !== this.#version;
    this.#version = version;
    const reader = this.#reader;
    const passing = (filters: SearchFilters) => this.#passingOf(filters, version);
    return {
      passing,
      count: (filters) => this.#counts.at(version).of(keyOf(filters), () => reader.count(filters)),
      byWords: async (words, weights) => {
        const stored = new StoredByWords(reader, { terms: words, weights });
        if (isFirst && !(await this.#hasFile(weights, version))) return stored;
        const summed = new SummedByWords(passing, this.#sums);
        await this.#addAll(summed, words, weights, version);
        if (!summed.isEmpty) return summed;
        summed.release();
        return stored;
      },
      facts: (rows) => this.#facts.at(version).of(rows, !isFirst),
      views: (rows) => remembered(this.#views.at(version), rows, (missing) => reader.views(missing)),
    };
  }

  async #passingOf(filters: SearchFilters, version: string): Promise<readonly number[] | null> {
    const make = async () => ({ rows: await this.#reader.passing(filters) });
    return (await this.#passing.at(version).of(keyOf(filters), make)).rows;
  }

  async #addAll(
    sums: SummedByWords,
    words: readonly string[],
    weights: FieldWeights,
    version: string,
  ): Promise<void> {
    const cache = this.#words.at(version);
    for (const word of new Set(words)) {
      const key = `${keyOf(weights)} ${word}`;
      const known = cache.get(key);
      if (known !== undefined) sums.add(known);
      else {
        const take = (scores: WordScores, isLasting: boolean) => {
          sums.add(scores);
          if (isLasting) cache.set(key, scores);
        };
        await this.#read({ word, weights, version }, take);
      }
    }
  }

  /**
   * Reads from the published file where there is one of this state, else from the full-text table. `take` must be done
   * with scores that are not lasting when it returns.
   */
  async #read(
    {
      word,
      weights,
      version,
    }: { readonly word: string; readonly weights: FieldWeights; readonly version: string },
    take: (scores: WordScores, isLasting: boolean) => void,
  ): Promise<void> {
    const isOpen = await this.#hasFile(weights, version);
    const term = isOpen ? await this.#reader.termOf(word) : null;
    const scores = term === null ? null : this.#files.scores(term);
    if (scores === null) return take(await this.#reader.wordScores(word, weights), true);
    take(scores, scores.rows.length <= LONG);
  }

  /** Whether a published file of this state is open. */
  async #hasFile(weights: FieldWeights, version: string): Promise<boolean> {
    if (this.#file.version !== version)
      this.#file = { version, isOpen: (await this.#files.current(weights)) !== null };
    return this.#file.isOpen;
  }
}

function keyOf(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns one item a row, in their order; rows that are gone are left out. */
async function remembered<Item extends { readonly row: number }>(
  cache: RowCache<Item>,
  rows: readonly number[],
  read: (rows: readonly number[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const items = rows.map((row) => cache.get(row));
  const missing = rows.filter((_, i) => items[i] === undefined);
  if (missing.length > 0) {
    const found = new Map((await read(missing)).map((item) => [item.row, item]));
    for (const [i, row] of rows.entries()) items[i] ??= found.get(row);
    for (const [row, item] of found) cache.set(row, item);
  }
  return items.filter((item) => item !== undefined);
}
