import { anyCharacter } from "@hugginggpt/testing";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchAny } from "./fts-expression.js";

describe("matchAny", () => {
  const db = new Database(":memory:");
  db.exec("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='porter unicode61')");
  db.exec("INSERT INTO texts VALUES ('bert b near and or not')");
  const search = (terms: string[]) => {
    const match = matchAny(terms);
    return match === null
      ? null
      : db.prepare("SELECT count(*) FROM texts WHERE texts MATCH ?").pluck().get(match);
  };

  it("is never a syntax error, whatever the terms", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter, maxLength: 80 }), { maxLength: 80 }), (terms) => {
        search(terms);
      }),
    );
  });

  it.each(["bert-b", '"bert', "near*", "NEAR(", "bert\u0000x", "AND", "body:bert", "^bert", "{bert}"])(
    "takes %j as words",
    (term) => {
      expect(search([term])).not.toBeNull();
    },
  );

  it("is null where no term has a letter or digit", () => {
    expect(matchAny(["", "***", '"', "\u0000"])).toBeNull();
  });

  it("keeps 64 terms of 64 characters at most", () => {
    const match = matchAny(Array.from({ length: 10_000 }, (_, i) => `${i}${"x".repeat(1000)}`));
    expect(match?.length).toBeLessThanOrEqual(64 * 71);
  });
});
