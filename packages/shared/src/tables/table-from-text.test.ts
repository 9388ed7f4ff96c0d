import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeTable, tableFromText } from "./table-from-text.js";

describe("tableFromText", () => {
  it.each([
    ["commas", "name,age\nAda,36\n"],
    ["semicolons", "name;age\r\nAda;36"],
    ["tabs", "name\tage\nAda\t36"],
    ["a byte order mark", "\uFEFFname,age\nAda,36"],
    ["JSON rows", '[{"name":"Ada","age":36}]'],
    ["JSON columns", ' {"name":["Ada"],"age":["36"]}'],
  ])("reads %s", (_what, text) => {
    expect(tableFromText(text)).toEqual({ table: { name: ["Ada"], age: ["36"] } });
    expect(looksLikeTable(text.replace("\uFEFF", ""))).toBe(true);
  });

  it.each([
    ["the separator that a line names", "sep=;\nname;city, country\nAda;London, UK"],
    ["a title above", "Sales of 2024\n\nname;city, country\nAda;London, UK\nBob;Paris, France"],
    ["a title with empty cells beside it", "Sales;;\nname;city, country\nAda;London, UK\nBob;Paris, France"],
    ["bars", "name|city, country\nAda|London, UK"],
    ["a table of Markdown", "| name | city, country |\n|---|:---:|\n| Ada | London, UK |"],
    ["separators inside quotes", '"name";"city, country"\n"Ada";"London, UK"'],
  ])("reads %s", (_what, text) => {
    const reading = tableFromText(text);
    expect(
      "table" in reading && Object.entries(reading.table).map(([name, cells]) => [name, cells[0]]),
    ).toEqual([
      ["name", "Ada"],
      ["city, country", "London, UK"],
    ]);
  });

  it("keeps cells beyond the header in columns of their own", () => {
    expect(tableFromText('"last, first",age\n"Doe, Jane",30,extra\n"Roe, Ann",31')).toEqual({
      table: { "last, first": ["Doe, Jane", "Roe, Ann"], age: ["30", "31"], "column 3": ["extra", ""] },
    });
  });

  it("keeps line breaks and doubled quotes inside quotes", () => {
    expect(tableFromText('id,review\n1,"Terrible ""food"".\nNever again."')).toEqual({
      table: { id: ["1"], review: ['Terrible "food".\nNever again.'] },
    });
  });

  it("says what is wrong with a header alone", () => {
    expect(tableFromText("name,age")).toEqual({ problem: "has no rows under its header" });
  });

  it("never throws, and all columns have the same number of cells", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reading = tableFromText(text);
        if ("table" in reading)
          expect(new Set(Object.values(reading.table).map((cells) => cells.length)).size).toBe(1);
      }),
    );
  });
});

describe("looksLikeTable", () => {
  it.each([
    "Dear Ada, how are you?\nI am fine, thank you, and you?",
    "one line, with commas",
    "a\nb\nc",
    '{"a": 1}',
    "",
  ])("takes no prose for a table: %j", (text) => expect(looksLikeTable(text)).toBe(false));
});
