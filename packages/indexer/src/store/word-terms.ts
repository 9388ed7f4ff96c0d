import Database from "better-sqlite3";
import { TOKENIZER } from "./migrations.js";

/** Words whose term is remembered. */
const MAX_WORDS = 10_000;

/** Tells what the full-text table makes of a word, by a table of the same kind in memory. */
export class WordTerms {
  readonly #known = new Map<string, string | null>();
  #sql: Database.Database | null = null;

  /** Returns the one term that stands for a word; null for what is no word, or more than one. */
  of(word: string): string | null {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_WORDS) this.#known.clear();
    const sql = this.#open();
    sql.prepare<[string]>("INSERT INTO words (rowid, word) VALUES (1, ?)").run(word);
    const terms = sql.prepare<[], string>("SELECT term FROM terms").pluck().all();
    sql.exec("DELETE FROM words");
    const [term = null] = terms;
    const found = terms.length === 1 ? term : null;
    this.#known.set(word, found);
    return found;
  }

  close(): void {
    this.#sql?.close();
    this.#sql = null;
  }

  #open(): Database.Database {
    if (this.#sql !== null) return this.#sql;
    const sql = new Database(":memory:");
    sql.exec(`CREATE VIRTUAL TABLE words USING fts5(word, ${TOKENIZER})`);
    sql.exec("CREATE VIRTUAL TABLE terms USING fts5vocab('words', 'instance')");
    this.#sql = sql;
    return sql;
  }
}
