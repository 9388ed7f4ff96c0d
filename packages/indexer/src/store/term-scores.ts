import type { FieldWeights, TermScores } from "@hugginggpt/shared";
import Database from "better-sqlite3";
import { readNumbers } from "./fts-numbers.js";
import { textVersion } from "./text-version.js";

/** Rows read between two looks at the signal, and turns given to the rest of the process. */
const TURN = 200_000;
// The constants of FTS5's bm25().
const K1 = 1.2;
const B = 0.75;
const LEAST_IDF = 1e-6;

const INSTANCES = "CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', 'texts', 'instance')";

interface Corpus {
  readonly rows: number;
  /** Words of each row's text, by row. */
  readonly lengths: Float64Array;
  readonly meanLength: number;
}

/**
 * Yields what every term of the full-text table adds to BM25, terms ascending by their bytes: FTS5's own formula and
 * numbers, as `TextSearch.scoresOf` has FTS5 work them out word by word. Terms that more than half of all texts have
 * are left out. Reads one state, by a connection of its own; `begin` is told the version of that state first.
 * @throws the signal's reason when aborted.
 */
export async function* termScores(
  file: string,
  weights: FieldWeights,
  begin: (version: string) => void,
  signal?: AbortSignal,
): AsyncGenerator<TermScores> {
  signal?.throwIfAborted();
  const sql = new Database(file, { readonly: true });
  try {
    sql.exec(INSTANCES);
    sql.exec("BEGIN");
    begin(textVersion({ sql }));
    const corpus = corpusOf(sql);
    const byColumn = new Map<string, number>(Object.entries({ ...weights }));
    const list = new TermList(corpus);
    let term = "";
    let left = TURN;
    for (const [next, row, column] of sql
      .prepare<[], [string, number, string]>("SELECT term, doc, col FROM temp.instances")
      .raw()
      .iterate()) {
      if (next !== term) {
        if (list.isTelling) yield list.scores(term);
        list.clear();
        term = next;
      }
      list.add(row, byColumn.get(column) ?? 0);
      if (--left > 0) continue;
      left = TURN;
      signal?.throwIfAborted();
      await new Promise(setImmediate);
    }
    if (list.isTelling) yield list.scores(term);
  } finally {
    sql.close();
  }
}

/** The rows of one term, and how often each has it. */
class TermList {
  readonly #corpus: Corpus;
  #rows = new Int32Array(1024);
  #frequencies = new Float64Array(1024);
  #count = 0;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
  }

  /** Whether some text has the term, and no more than half of them. */
  get isTelling(): boolean {
    return this.#count > 0 && 2 * this.#count <= this.#corpus.rows;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Rows come ascending. */
  add(row: number, weight: number): void {
    const last = this.#count - 1;
    if (last >= 0 && this.#rows[last] === row) {
      this.#frequencies[last] = (this.#frequencies[last] ?? 0) + weight;
      return;
    }
    if (this.#count === this.#rows.length) this.#grow();
    this.#rows[this.#count] = row;
    this.#frequencies[this.#count] = weight;
    this.#count++;
  }

  scores(term: string): TermScores {
    const { rows: all, lengths, meanLength } = this.#corpus;
    const rows = this.#rows.slice(0, this.#count);
    const idf = Math.max(LEAST_IDF, Math.log((all - this.#count + 0.5) / (this.#count + 0.5)));
    const bm25 = new Float32Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      const frequency = this.#frequencies[i] ?? 0;
      const norm = 1 - B + (B * (lengths[rows[i] ?? 0] ?? 0)) / meanLength;
      bm25[i] = (idf * (frequency * (K1 + 1))) / (frequency + K1 * norm);
    }
    return { term, rows, bm25 };
  }

  #grow(): void {
    const rows = new Int32Array(this.#rows.length * 2);
    rows.set(this.#rows);
    const frequencies = new Float64Array(rows.length);
    frequencies.set(this.#frequencies);
    [this.#rows, this.#frequencies] = [rows, frequencies];
  }
}

function corpusOf(sql: Database.Database): Corpus {
  const last = sql.prepare<[], number | null>("SELECT max(id) FROM texts_docsize").pluck().get() ?? 0;
  const lengths = new Float64Array(last + 1);
  let [rows, sum] = [0, 0];
  const sizes = sql.prepare<[], [number, Buffer]>("SELECT id, sz FROM texts_docsize").raw();
  for (const [row, size] of sizes.iterate()) {
    const length = readNumbers(size).reduce((all, words) => all + words, 0);
    lengths[row] = length;
    sum += length;
    rows++;
  }
  return { rows, lengths, meanLength: sum / Math.max(1, rows) };
}
