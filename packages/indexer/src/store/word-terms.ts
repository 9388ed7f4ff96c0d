import Database from "better-sqlite3";
import { TOKENIZER } from "./migrations.js";

/** Words whose term is remembered. */
const MAX_WORDS = 10_000;

/** Tells what the full-text table makes of a word, by a table of the same kind in memory. */
export class WordTerms {
  readonly #known = new Map<string, string | null>();
  #splitter: Splitter | null = null;

  /** Returns the one term that stands for a word; null for what is no word, or more than one. */
  of(word: string): string | null {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_WORDS) this.#known.clear();
    this.#splitter ??= openSplitter();
    const terms = this.#splitter.terms(word);
    const [term = null] = terms;
    const found = terms.length === 1 ? term : null;
    this.#known.set(word, found);
    return found;
  }

  close(): void {
    this.#splitter?.close();
    this.#splitter = null;
  }
}

interface Splitter {
  terms(word: string): readonly string[];
  close(): void;
}

/** The word is never committed: FTS5 would write an index of it, and another one without it. */
function openSplitter(): Splitter {
  const sql = new Database(":memory:");
  sql.exec(`CREATE VIRTUAL TABLE words USING fts5(word, ${TOKENIZER})`);
  sql.exec("CREATE VIRTUAL TABLE terms USING fts5vocab('words', 'instance')");
  const [begin, rollback] = [sql.prepare("BEGIN"), sql.prepare("ROLLBACK")];
  const insert = sql.prepare<[string]>("INSERT INTO words (rowid, word) VALUES (1, ?)");
  const select = sql.prepare<[], string>("SELECT term FROM terms").pluck();
  const terms = (word: string) => {
    begin.run();
    try {
      insert.run(word);
      return select.all();
    } finally {
      rollback.run();
    }
  };
  return { terms, close: () => sql.close() };
}
