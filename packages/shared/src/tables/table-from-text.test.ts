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
