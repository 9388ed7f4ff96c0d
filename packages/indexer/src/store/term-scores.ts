import type { FieldWeights, TermScores } from "@hugginggpt/shared";
import Database from "better-sqlite3";
import { readNumbers } from "./fts-numbers.js";
import { textVersion } from "./text-version.js";

/** Words that are read at once; between two such reads the signal is looked at, and the rest of the process has its turn. */
const AT_ONCE = 20_000;
// The constants of FTS5's bm25().
const K1 = 1.2;
const B = 0.75;
const LEAST_IDF = 1e-6;

const COLUMNS = ["title", "task", "tags", "summary", "body"] as const satisfies (keyof FieldWeights)[];
/** More than there are columns: a row and a column make one number. */
const STEP = 8;

const TABLES = `
  CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'texts', 'row');
  CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', 'texts', 'instance')`;
/** Ascending by term, and so are the instances; each term has `cnt` of those. */
const TERMS = "SELECT term, cnt FROM temp.terms";
/** One list instead of a row for each word: to make a row costs ten times what it costs to find the word. */
const INSTANCES = `
  SELECT json_group_array(doc * ${STEP} + CASE col ${COLUMNS.map((name, at) => `WHEN '${name}' THEN ${at}`).join(" ")} END)
  FROM temp.instances WHERE term >= ? AND term <= ?`;

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
    sql.exec(TABLES);
    sql.exec("BEGIN");
    begin(textVersion({ sql }));
    const list = new TermList(corpusOf(sql));
    const weightOf = COLUMNS.map((name) => weights[name]);
    for (const terms of termsAtOnce(sql)) {
      let at = 0;
      const instances = instancesOf(sql, terms);
      for (const [term, count] of terms) {
        list.clear();
        for (const end = at + count; at < end; at++) {
          const instance = instances[at] ?? 0;
          list.add(Math.floor(instance / STEP), weightOf[instance % STEP] ?? 0);
        }
        if (list.isTelling) yield list.scores(term);
      }
      signal?.throwIfAborted();
      await new Promise(setImmediate);
    }
  } finally {
    sql.close();
  }
}

/** A term, and how many words of all texts are such. */
type Term = readonly [term: string, count: number];

/** Yields all terms, ascending, as many at once as have some `AT_ONCE` instances together. */
function* termsAtOnce(sql: Database.Database): Generator<readonly Term[]> {
  let terms: Term[] = [];
  let sum = 0;
  for (const term of sql.prepare<[], [string, number]>(TERMS).raw().iterate()) {
    terms.push(term);
    sum += term[1];
    if (sum < AT_ONCE) continue;
    yield terms;
    terms = [];
    sum = 0;
  }
  if (terms.length > 0) yield terms;
}

/** Returns row and column of every word that is one of these terms, the terms' in turn, each a number of both. */
function instancesOf(sql: Database.Database, terms: readonly Term[]): readonly number[] {
  const [first = "", last = ""] = [terms[0]?.[0], terms.at(-1)?.[0]];
  const list = sql.prepare<[string, string], string>(INSTANCES).pluck().get(first, last);
  // The cast: SQLite makes the list of whole numbers.
  const instances = JSON.parse(list ?? "[]") as readonly number[];
  const wanted = terms.reduce((sum, [, count]) => sum + count, 0);
  if (instances.length === wanted) return instances;
  throw new Error(`Internal error: ${instances.length} words, not ${wanted}, from "${first}" to "${last}"`);
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
