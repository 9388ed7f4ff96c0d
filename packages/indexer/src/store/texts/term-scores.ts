import type { RegistryDatabase } from "../database/registry-database.js";
import { bm25Of, type TextCounts } from "./bm25.js";
import type { WordScores } from "./row-sums.js";

/** A view of where FTS5's terms stand, the connection's own. */
const MAKE_PLACES =
  "CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_places USING fts5vocab(main, texts, instance)";
const FIELDS = 4;
/** Where a term stands, in the order of rows, as one text: each time the row and the column in one number. */
const PLACES = `
  SELECT json_group_array(${FIELDS} * doc +
    CASE col WHEN 'body' THEN 3 WHEN 'summary' THEN 2 WHEN 'tags' THEN 1 ELSE 0 END)
  FROM temp.text_places WHERE term = ?`;
/** How many terms each text has in each column: https://sqlite.org/fts5.html#the_document_sizes_table_docsize_table_ */
const LENGTHS = "SELECT json_group_array(id), group_concat(hex(sz), '') FROM texts_docsize";

interface TextLengths extends TextCounts {
  /** Terms of each text, by row. */
  readonly byRow: Int32Array;
}

/**
 * Scores texts by one term as FTS5's bm25() does, which looks up how long each text is anew: a third of its processor
 * time, where many texts have the term. The lengths stay in memory until something is committed.
 */
export class TermScores {
  readonly #db: RegistryDatabase;
  #isMade = false;
  #lengths: TextLengths | null = null;
  #version = "";

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  /** `term` as FTS5 keeps it; `weights` in the order of the columns of `texts`; `version` of what is committed. */
  of(term: string, weights: readonly number[], version: string): WordScores {
    if (!this.#isMade) this.#db.sql.exec(MAKE_PLACES);
    this.#isMade = true;
    const places = this.#db.statement<[string], string>(PLACES).pluck().get(term) ?? "[]";
    return scoresOf(JSON.parse(places), weights, this.#lengthsOf(version));
  }

  #lengthsOf(version: string): TextLengths {
    if (this.#lengths === null || version !== this.#version) this.#lengths = readLengths(this.#db);
    this.#version = version;
    return this.#lengths;
  }
}

function scoresOf(places: readonly number[], weights: readonly number[], lengths: TextLengths): WordScores {
  const rows = new Int32Array(places.length);
  const frequencies = new Float64Array(places.length);
  let found = 0;
  for (const place of places) {
    const row = Math.floor(place / FIELDS);
    if (found === 0 || rows[found - 1] !== row) rows[found++] = row;
    frequencies[found - 1] = (frequencies[found - 1] ?? 0) + (weights[place % FIELDS] ?? 0);
  }
  const score = bm25Of(found, lengths);
  const bm25 = new Float64Array(found);
  for (let i = 0; i < found; i++) bm25[i] = score(frequencies[i] ?? 0, lengths.byRow[rows[i] ?? 0] ?? 0);
  return { rows: rows.slice(0, found), lastRow: rows[found - 1] ?? 0, bm25 };
}

function readLengths(db: RegistryDatabase): TextLengths {
  const [ids, sizes] = db.statement<[], [string, string | null]>(LENGTHS).raw().get() ?? ["[]", null];
  const rows: readonly number[] = JSON.parse(ids);
  const byRow = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1);
  // One for all texts: a buffer for each took 60 ms for 58,000.
  const bytes = Buffer.from(sizes ?? "", "hex");
  let at = 0;
  /** In SQLite's variable length: 7 bits a byte, the last byte below 128. */
  const next = () => {
    let number = 0;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      number = number * 128 + (byte & 127);
      if (byte < 128) return number;
    }
  };
  let terms = 0;
  for (const row of rows) {
    let length = 0;
    for (let field = 0; field < FIELDS; field++) length += next();
    byRow[row] = length;
    terms += length;
  }
  return { byRow, texts: rows.length, terms };
}
