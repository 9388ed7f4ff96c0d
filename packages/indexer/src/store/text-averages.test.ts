import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RegistryDatabase } from "./registry-database.js";
import { settleTotals } from "./text-averages.js";
import { TextSearch } from "./text-search.js";

const WEIGHTS = { title: 1, task: 1, tags: 1, summary: 1, body: 1 };

describe("settleTotals", () => {
  let folder: string;
  const open = (name: string) => RegistryDatabase.open(join(folder, name));
  const put = (db: RegistryDatabase, row: number, body: string) =>
    db.write(() =>
      db.sql
        .prepare(
          "INSERT OR REPLACE INTO texts (rowid, title, task, tags, summary, body) VALUES (?, ?, '', '', '', ?)",
        )
        .run(row, `name ${row}`, body),
    );
  const texts = Array.from({ length: 300 }, (_, i) => `${"long ".repeat(i % 200)} ${i % 3 ? "" : "zebra"}`);
  const found = (db: RegistryDatabase) =>
    new TextSearch(db).best({ terms: ["zebra"], weights: WEIGHTS }, {}, 1000);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "totals-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes scores those of a table that was written once, however often rows were replaced and removed", () => {
    const once = open("once.sqlite");
    texts.forEach((text, row) => {
      put(once, row + 1, text);
    });
    const often = open("often.sqlite");
    for (let turn = 0; turn < 3; turn++) {
      texts.forEach((text, row) => {
        put(often, row + 1, `${"other ".repeat(turn * row)} ${text}`);
      });
    }
    put(often, 999, "zebra");
    often.write(() => often.sql.exec("DELETE FROM texts WHERE rowid = 999"));
    texts.forEach((text, row) => {
      put(often, row + 1, text);
    });
    expect(found(often)).not.toEqual(found(once));
    expect(settleTotals(often)).toBe(true);
    expect(found(often)).toEqual(found(once));
    expect(settleTotals(often)).toBe(false);
    put(often, 1, texts[0] ?? "");
    expect(settleTotals(often)).toBe(true);
    expect(found(often)).toEqual(found(once));
    often.sql.exec("INSERT INTO texts (texts) VALUES ('integrity-check')");
    once.close();
    often.close();
  });

  it("leaves an empty table and one that was written once alone", () => {
    const db = open("one.sqlite");
    expect(settleTotals(db)).toBe(false);
    put(db, 1, "zebra");
    expect(settleTotals(db)).toBe(false);
    db.close();
  });
});
