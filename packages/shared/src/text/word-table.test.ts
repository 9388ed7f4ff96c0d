import fc from "fast-check";
import { expect, test } from "vitest";
import { wordTable } from "./word-table.js";

test("a table written as text gives back its entries, however it is broken into lines", () => {
  const word = fc.stringMatching(/^[a-zµ½€语]{1,6}$/);
  const table = fc.dictionary(word, fc.array(word, { minLength: 1, maxLength: 3 }), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(table, fc.constantFrom(", ", "\n", ",\n  "), (given, between) => {
      const entries = Object.entries(given).map(([key, words]) => [key, words.join(" ")] as const);
      const text = entries.map((entry) => entry.join(" ")).join(between);
      expect(wordTable(text)).toEqual(Object.fromEntries(entries));
    }),
    { seed: 3 },
  );
});
