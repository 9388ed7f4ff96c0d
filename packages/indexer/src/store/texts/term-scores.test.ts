import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RegistryDatabase } from "../database/registry-database.js";
import { TermScores } from "./term-scores.js";

const WORDS = ["owl", "owls", "zebra", "Überblick", "3d"];
/** As FTS5 keeps them. */
const TERMS = ["owl", "zebra", "uberblick", "3d", "absent"];
const WEIGHTS = [8, 4, 2, 1];
const FIELDS = fc.tuple(...WEIGHTS.map(() => fc.array(fc.constantFrom(...WORDS), { maxLength: 150 })));
const CHANGES = fc.array(
  fc.oneof(
    fc.record({ row: fc.integer({ min: 1, max: 9 }), fields: FIELDS }),
    fc.record({ row: fc.integer({ min: 1, max: 9 }), fields: fc.constant(null) }),
  ),
  { maxLength: 12 },
);

describe("TermScores", () => {
  let folder: string;
  let db: RegistryDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "term-scores-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("scores as FTS5 itself does, whatever was written, replaced and removed before", () => {
    const scores = new TermScores(db);
    const write = db.sql.prepare(
      "INSERT OR REPLACE INTO texts (rowid, title, tags, summary, body) VALUES (?, ?, ?, ?, ?)",
    );
    const remove = db.sql.prepare("DELETE FROM texts WHERE rowid = ?");
    const fts5 = db.sql
      .prepare<[string], [number, number]>(
        `SELECT rowid, -bm25(texts, ${WEIGHTS}) FROM texts WHERE texts MATCH ? ORDER BY rowid`,
      )
      .raw();
    fc.assert(
      fc.property(CHANGES, (changes) => {
        for (const { row, fields } of changes) {
          if (fields === null) remove.run(row);
          else write.run(row, ...fields.map((words) => words.join(" ")));
        }
        for (const term of TERMS) {
          const { rows, bm25 } = scores.of(term, WEIGHTS, db.changes());
          const expected = fts5.all(term);
          expect([...rows]).toEqual(expected.map(([row]) => row));
          expect([...bm25]).toEqual(expected.map(([, score]) => score));
        }
      }),
      { numRuns: 40 },
    );
  });
});
