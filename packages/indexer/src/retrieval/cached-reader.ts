import type { FieldWeights, ModelView, RegistryReader, SearchFilters, WordScores } from "@hugginggpt/shared";
import { type Rateable, rateable } from "./rateable.js";
import { RowCache } from "./row-cache.js";
import { VersionedCache } from "./versioned-cache.js";
import type { WordFile } from "./words/word-file.js";
import type { WordFiles } from "./words/word-files.js";
import { type ByWords, StoredByWords, SummedByWords } from "./words/words-search.js";

/** Rows of words in memory at most, 8 bytes each. */
const MAX_WORD_ROWS = 16_000_000;
/** Rows of lists of models that pass filters, 8 bytes each. */
const MAX_PASSING_ROWS = 4_000_000;
/** Some 300 bytes each. */
const MAX_FACTS = 200_000;
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
 * Reads for searches. The first search of a state asks the store for everything, so that a process that searches once is
 * not slowed; from the second on, what was read stays in memory until something is committed.
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
  readonly #facts = new RowCache<Rateable>(MAX_FACTS);
  readonly #views = new RowCache<ModelView>(MAX_VIEWS);
  readonly #sums = { values: new Float32Array(0) };
  #version: string | null = null;
  #file: { readonly version: string; readonly file: WordFile | null } = { version: "", file: null };

  constructor(reader: RegistryReader, files: WordFiles) {
    this.#reader = reader;
    this.#files = files;
  }

  /** Returns the present state. */
  async now(): Promise<Snapshot> {
    const version = await this.#reader.version();
    const isFirst = version !== this.#version;
    this.#version = version;
    const reader = this.#reader;
    const readFacts = async (rows: readonly number[]) => (await reader.facts(rows)).map(rateable);
    const passing = (filters: SearchFilters) => this.#passingOf(filters, version);
    return {
      passing,
      count: (filters) => this.#counts.at(version).of(keyOf(filters), () => reader.count(filters)),
      byWords: async (words, weights) => {
        const scores = isFirst ? [] : await this.#scoresOf(words, weights, version);
        return scores.some(({ rows }) => rows.length > 0)
          ? new SummedByWords(scores, passing, this.#sums)
          : new StoredByWords(reader, { terms: words, weights });
      },
      facts: (rows) => remembered(this.#facts.at(version), rows, readFacts),
      views: (rows) => remembered(this.#views.at(version), rows, (missing) => reader.views(missing)),
    };
  }

  async #passingOf(filters: SearchFilters, version: string): Promise<readonly number[] | null> {
    const make = async () => ({ rows: await this.#reader.passing(filters) });
    return (await this.#passing.at(version).of(keyOf(filters), make)).rows;
  }

  async #scoresOf(words: readonly string[], weights: FieldWeights, version: string): Promise<WordScores[]> {
    const cache = this.#words.at(version);
    const found: WordScores[] = [];
    for (const word of new Set(words)) {
      const make = () => this.#readScores(word, weights, version);
      found.push(await cache.of(`${keyOf(weights)} ${word}`, make));
    }
    return found;
  }

  /** From the published file where there is one of this state, else by the full-text table. */
  async #readScores(word: string, weights: FieldWeights, version: string): Promise<WordScores> {
    if (this.#file.version !== version) this.#file = { version, file: await this.#files.current(weights) };
    const term = this.#file.file === null ? null : await this.#reader.termOf(word);
    return term === null
      ? this.#reader.wordScores(word, weights)
      : (this.#file.file?.scores(term) ?? NO_SCORES);
  }
}

const NO_SCORES: WordScores = { rows: new Int32Array(0), bm25: new Float32Array(0) };

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
