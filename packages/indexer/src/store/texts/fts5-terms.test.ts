import { anyCharacter } from "@hugginggpt/testing";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOKENIZER } from "../database/migrations.js";
import { Fts5Terms } from "./fts5-terms.js";

describe("Fts5Terms", () => {
  let sql: Database.Database;
  beforeAll(() => {
    sql = new Database(":memory:");
    sql.exec(`CREATE VIRTUAL TABLE texts USING fts5(text, ${TOKENIZER});
      CREATE VIRTUAL TABLE terms USING fts5vocab(texts, instance)`);
  });
  afterAll(() => sql.close());

  const whole = (text: string): string[] => {
    sql.exec("DELETE FROM texts");
    sql.prepare("INSERT INTO texts VALUES (?)").run(text);
    return sql.prepare<[], string>("SELECT term FROM terms ORDER BY offset").pluck().all();
  };

  it("stems words and takes their accents away", () => {
    expect(new Fts5Terms().of(["Translations of Café-Menüs, wav2vec2_base", "", "\u0000!"])).toEqual([
      ["translat", "of", "cafe", "menu", "wav2vec2", "base"],
      [],
      [],
    ]);
  });

  it("finds the terms that FTS5 finds in the whole text, in every script", () => {
    const terms = new Fts5Terms();
    const scripts = fc.constantFrom(..."aZ9 -_'\"\u0000éß\u0301İ中文ไทยकिहन्🦉\u00ad\u200d\ud800".split(""));
    const text = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.string({ unit: scripts }),
      fc.constantFrom("running RUNS", "caresses ponies", "x".repeat(70), "ﬁne ＡＢＣ e\u0301te"),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        expect(terms.of(texts)).toEqual(texts.map(whole));
      }),
      { numRuns: 50 },
    );
  });
});
