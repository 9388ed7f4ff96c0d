import { readNumbers, writeNumber } from "./fts-numbers.js";
import type { RegistryDatabase } from "./registry-database.js";

/** The row of FTS5's data that holds its totals: how many rows, then for each column how many words (fts5_index.c). */
const TOTALS = 1;
const COLUMNS = 5;
const COUNT = "SELECT count(*) FROM texts_docsize";
const SIZES = "SELECT sz FROM texts_docsize";
const READ = `SELECT block FROM texts_data WHERE id = ${TOTALS}`;
const WRITE = `UPDATE texts_data SET block = ? WHERE id = ${TOTALS}`;

/**
 * Brings the totals of the full-text table, by which BM25 weighs words and lengths, in step with its rows, and returns
 * whether they were not. FTS5 forgets to subtract a row that is replaced or removed when a table keeps no content, so that
 * scores would depend on how often models changed. Reads no text where the count of rows fits.
 */
export function settleTotals(db: RegistryDatabase): boolean {
  return db.write(() => {
    const rows = db.statement<[], number>(COUNT).pluck().get() ?? 0;
    const stored = db.statement<[], Buffer>(READ).pluck().get();
    if (stored === undefined || (readNumbers(stored)[0] ?? 0) === rows) return false;
    const totals = new Array<number>(COLUMNS).fill(0);
    for (const sizes of db.statement<[], Buffer>(SIZES).pluck().iterate()) {
      for (const [column, words] of readNumbers(sizes).entries())
        totals[column] = (totals[column] ?? 0) + words;
    }
    writeTotals(db, Buffer.concat([rows, ...totals].map(writeNumber)));
    return true;
  });
}

/** The tables behind a virtual one are closed to writing unless that is asked for. */
function writeTotals(db: RegistryDatabase, block: Buffer): void {
  db.sql.unsafeMode(true);
  try {
    db.sql.prepare<[Buffer]>(WRITE).run(block);
  } finally {
    db.sql.unsafeMode(false);
  }
}
