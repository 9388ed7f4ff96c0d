import type { SearchFilters } from "@hugginggpt/shared";
import type { Scored } from "../../collections/top-scores.js";
import { VersionedCache } from "../../collections/versioned-cache.js";
import type { FieldWeights, LexicalHit, LexicalQuery } from "../../ports/registry-reader.js";
import { type Numbered, numbered, type RegistryDatabase } from "../database/registry-database.js";
import { conditionOf } from "../records/filter-sql.js";
import { matchAny, phrasesOf } from "./fts-expression.js";
import { Fts5Terms } from "./fts5-terms.js";
import { RowSums, type WordScores } from "./row-sums.js";
import { TermScores } from "./term-scores.js";

/** Rows of words in memory at most, 12 bytes each. */
const MAX_WORD_ROWS = 20_000_000;
/** Rows of lists of models that pass filters, 4 bytes each. */
const MAX_PASSING_ROWS = 8_000_000;
/** Ids in memory at most. */
const MAX_IDS = 100_000;

const SCORES = "SELECT rowid, -bm25(texts, ?, ?, ?, ?) FROM texts WHERE texts MATCH ? ORDER BY rowid";
const HAVING = "SELECT count(*) FROM texts WHERE texts MATCH ?";
const MODELS = "SELECT count(*) FROM models";
const IDS = "SELECT row, id FROM models WHERE row IN (SELECT value FROM json_each(?))";

/**
 * Scores models by the words of a query: BM25 of FTS5, which is a sum over words. FTS5 itself answers the first query
 * after a commit, which is the only one of most commands. From the second one on, what a word adds stays in memory
 * until something is committed: FTS5 takes some 40 ms of processor time a search of 58,000 models, the sums take one
 * (docs/decisions/0014-retrieval-in-plain-steps.md). Both give the same numbers. A word that more than half of all
 * models have is left out unless no other is found: FTS5 weighs it by a millionth.
 */
export class LexicalScorer {
  readonly #db: RegistryDatabase;
  readonly #words = new VersionedCache<WordScores>(MAX_WORD_ROWS, ({ rows }) => 8 + rows.length);
  readonly #passing = new VersionedCache<Int32Array>(MAX_PASSING_ROWS, (rows) => 1 + rows.length);
  readonly #terms = new Fts5Terms();
  readonly #ofTerm: TermScores;
  readonly #models = new VersionedCache<number>(2, () => 1);
  readonly #ids = new VersionedCache<string, number>(MAX_IDS, () => 1);
  /** The sums of one query by row, and which query that is: it is asked for several tasks in turn. */
  readonly #sums = new RowSums();
  #summed = "";
  /** What was committed at the last query. */
  #version = "";
  /** The first query since, and what it matches; null once another one has come. */
  #first: { readonly key: string; readonly match: string | null } | null = null;

  constructor(db: RegistryDatabase) {
    this.#db = db;
    this.#ofTerm = new TermScores(db);
  }

  /** Returns the best matches that pass, best first, ties by row. */
  best(query: LexicalQuery, filters: SearchFilters, limit: number): LexicalHit[] {
    const version = this.#db.changes();
    const key = JSON.stringify([version, query]);
    if (version !== this.#version) this.#first = { key, match: this.#telling(query, version) };
    this.#version = version;
    if (key !== this.#first?.key) this.#first = null;
    if (this.#first?.match) return this.#bestByFts5(this.#first.match, query.weights, filters, limit);
    const passing = this.#passingOf(filters, version);
    if (key !== this.#summed) this.#sumUp(query, version);
    this.#summed = key;
    return this.#named(this.#sums.best(passing, limit), version);
  }

  /** Returns an expression that matches any word that tells; null if none does. */
  #telling({ words }: LexicalQuery, version: string): string | null {
    return matchAny(phrasesOf(words).filter((word) => this.#tells(word, version)));
  }

  #bestByFts5(match: string, weights: FieldWeights, filters: SearchFilters, limit: number): LexicalHit[] {
    const { where, values } = conditionOf(filters);
    const bind = numbered([...values, ...fieldsOf(weights), match, limit]);
    return this.#db.statement<[Numbered], LexicalHit>(bestOf(where, values.length)).all(bind);
  }

  #sumUp({ words, weights }: LexicalQuery, version: string): void {
    const known = this.#words.at(version);
    const key = JSON.stringify(fieldsOf(weights));
    const scores = phrasesOf(words).map((word) =>
      known.of(`${key} ${word}`, () => this.#scoresOf(word, weights, version)),
    );
    const found = scores.filter(({ rows }) => rows.length > 0);
    this.#sums.clear();
    for (const one of found.length > 0 ? found : [this.#read(words, weights)]) this.#sums.add(one);
  }

  #named(hits: readonly Scored[], version: string): LexicalHit[] {
    const ids = this.#ids.at(version);
    const missing = hits.map(({ item }) => item).filter((row) => ids.get(row) === undefined);
    if (missing.length > 0) {
      const read = this.#db.statement<[string], [number, string]>(IDS).raw().all(JSON.stringify(missing));
      for (const [row, id] of read) ids.set(row, id);
    }
    return hits.flatMap(({ item, score }) => {
      const id = ids.get(item);
      return id === undefined ? [] : [{ id, bm25: score }];
    });
  }

  #passingOf(filters: SearchFilters, version: string): Int32Array | null {
    const { where, values } = conditionOf(filters);
    if (where === "") return null;
    return this.#passing.at(version).of(JSON.stringify([where, values]), () => {
      const passing = this.#db.statement<[Numbered], number>(`SELECT row FROM models AS m WHERE ${where}`);
      return Int32Array.from(passing.pluck().all(numbered(values)));
    });
  }

  /** Whether a word is found, in half of all models at most. */
  #tells(word: string, version: string): boolean {
    const having = this.#numberOf(HAVING, matchAny([word]));
    const models = this.#models.at(version).of("", () => this.#numberOf(MODELS));
    return having > 0 && 2 * having <= models;
  }

  /** Returns what a word adds; nothing for one that does not tell. */
  #scoresOf(word: string, weights: FieldWeights, version: string): WordScores {
    if (!this.#tells(word, version)) return NO_SCORES;
    const [[term, ...others] = []] = this.#terms.of([word]);
    return term !== undefined && others.length === 0
      ? this.#ofTerm.of(term, fieldsOf(weights), version)
      : this.#read([word], weights);
  }

  #read(words: readonly string[], weights: FieldWeights): WordScores {
    const match = matchAny(words);
    if (match === null) return NO_SCORES;
    const found = this.#db
      .statement<(string | number)[], [number, number]>(SCORES)
      .raw()
      .all(...fieldsOf(weights), match);
    const [rows, bm25] = [new Int32Array(found.length), new Float64Array(found.length)];
    for (let i = 0; i < found.length; i++) [rows[i], bm25[i]] = found[i] ?? [0, 0];
    return { rows, lastRow: rows.at(-1) ?? 0, bm25 };
  }

  #numberOf(query: string, ...bind: readonly (string | null)[]): number {
    return (
      this.#db
        .statement<(string | null)[], number>(query)
        .pluck()
        .get(...bind) ?? 0
    );
  }
}

/**
 * Returns the best matches of models that meet a condition with so many values. The `+` has SQLite look for the words
 * first and then at the rows found: the other way round FTS5 is asked for each row, which takes seconds.
 */
function bestOf(where: string, values: number): string {
  const [title, tags, summary, body, match, limit] = [1, 2, 3, 4, 5, 6].map((n) => `$${values + n}`);
  return `
    SELECT m.id, found.bm25 FROM (
      SELECT rowid AS row, -bm25(texts, ${title}, ${tags}, ${summary}, ${body}) AS bm25
      FROM texts WHERE texts MATCH ${match}
      ${where && `AND +rowid IN (SELECT m.row FROM models AS m WHERE ${where})`}
      ORDER BY bm25 DESC, rowid LIMIT ${limit}
    ) AS found JOIN models AS m ON m.row = found.row ORDER BY found.bm25 DESC, found.row`;
}

const NO_SCORES: WordScores = { rows: new Int32Array(0), lastRow: 0, bm25: new Float64Array(0) };

/** In the order of the columns of `texts`. */
function fieldsOf({ title, tags, summary, body }: FieldWeights): number[] {
  return [title, tags, summary, body];
}
