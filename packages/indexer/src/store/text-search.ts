import type { FieldWeights, LexicalHit, LexicalQuery, SearchFilters, WordScores } from "@hugginggpt/shared";
import { conditionOf } from "./filter-sql.js";
import { matchAny } from "./fts-expression.js";
import type { RegistryDatabase } from "./registry-database.js";

const WORD_SCORES = `
  SELECT rowid, -bm25(texts, ?, ?, ?, ?, ?) FROM texts WHERE texts MATCH ? ORDER BY rowid`;
const NO_SCORES: WordScores = { rows: new Int32Array(0), bm25: new Float32Array(0) };

/**
 * Searches the full-text table. A word that more than half of all models have is left out unless no other is found:
 * FTS5 weighs it by a millionth, and to look at all these models is most of the work.
 */
export class TextSearch {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  /** Returns the best matches that pass, best first, ties by row. */
  best({ terms, weights }: LexicalQuery, filters: SearchFilters, limit: number): readonly LexicalHit[] {
    const telling = terms.length < 2 ? terms : terms.filter((term) => this.#isTelling(term));
    const match = matchAny(telling.length > 0 ? telling : terms);
    if (match === null) return [];
    const { where, values } = conditionOf(filters);
    const join = where === "" ? "" : `JOIN models ON models.row = texts.rowid AND ${where}`;
    return this.#db
      .statement<(string | number)[], LexicalHit>(
        `SELECT texts.rowid AS row, -bm25(texts, ?, ?, ?, ?, ?) AS bm25 FROM texts ${join}
         WHERE texts MATCH ? ORDER BY bm25 DESC, texts.rowid LIMIT ?`,
      )
      .all(...fieldsOf(weights), ...values, match, limit);
  }

  /** Returns what one word adds to BM25 of each model that has it; nothing for a word that is left out beside others. */
  scoresOf(word: string, weights: FieldWeights): WordScores {
    const match = matchAny([word]);
    if (match === null || !this.#isTelling(word)) return NO_SCORES;
    const found = this.#db
      .statement<(string | number)[], [number, number]>(WORD_SCORES)
      .raw()
      .all(...fieldsOf(weights), match);
    const scores = { rows: new Int32Array(found.length), bm25: new Float32Array(found.length) };
    for (let i = 0; i < found.length; i++) [scores.rows[i], scores.bm25[i]] = found[i] ?? [0, 0];
    return scores;
  }

  /** Whether some model has the word, and no more than half of them. */
  #isTelling(word: string): boolean {
    const match = matchAny([word]);
    if (match === null) return false;
    const having = this.#db
      .statement<[string], number>("SELECT count(*) FROM texts WHERE texts MATCH ?")
      .pluck()
      .get(match);
    const all = this.#db.statement<[], number>("SELECT count(*) FROM models").pluck().get();
    return having !== undefined && having > 0 && 2 * having <= (all ?? 0);
  }
}

/** In the order of the columns of `texts`. */
function fieldsOf({ title, task, tags, summary, body }: FieldWeights): number[] {
  return [title, task, tags, summary, body];
}
