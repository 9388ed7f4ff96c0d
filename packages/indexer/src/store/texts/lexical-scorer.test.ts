import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RegistryDatabase } from "../database/registry-database.js";
import { LexicalScorer } from "./lexical-scorer.js";

const WORDS = ["owl", "owls", "zebra", "3d", "e-mail", "rare"];
const WEIGHTS = { title: 1, tags: 0.9, summary: 0.7, body: 0.3 };
const FIELD = fc.array(fc.constantFrom(...WORDS, "other"), { maxLength: 6 }).map((words) => words.join(" "));
const TEXTS = fc.array(fc.tuple(FIELD, FIELD, FIELD, FIELD), { minLength: 1, maxLength: 12 });

describe("LexicalScorer", () => {
  let folder: string;
  let db: RegistryDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lexical-scorer-"));
    db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function fill(texts: readonly (readonly string[])[]): void {
    db.write(() => {
      for (const table of ["models", "texts"]) db.sql.exec(`DELETE FROM ${table}`);
      const model = db.sql.prepare(
        "INSERT INTO models (row, id, source, task, downloads, likes, tags, languages) VALUES (?, ?, 'hub', ?, 1, 1, '[]', '[]')",
      );
      const text = db.sql.prepare(
        "INSERT INTO texts (rowid, title, tags, summary, body) VALUES (?, ?, ?, ?, ?)",
      );
      for (const [at, fields] of texts.entries()) {
        model.run(at + 1, `o/m${at}`, at % 2 === 0 ? "translation" : "summarization");
        text.run(at + 1, ...fields);
      }
    });
  }

  it("finds the same by the first query after a commit as by any later one, to the last bit", () => {
    const scorer = new LexicalScorer(db);
    const anotherQuery = { words: ["unheard"], weights: WEIGHTS };
    let found = 0;
    fc.assert(
      fc.property(
        TEXTS,
        fc.subarray(WORDS, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (texts, words, limit) => {
          fill(texts);
          const query = { words, weights: WEIGHTS };
          const all = () =>
            [{}, { task: "translation" as const }].map((filters) => scorer.best(query, filters, limit));
          const first = all();
          scorer.best(anotherQuery, {}, limit);
          expect(all()).toEqual(first);
          found += first.flat().length;
        },
      ),
      { numRuns: 30, seed: 20_261_201 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
