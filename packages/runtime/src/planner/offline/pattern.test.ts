import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pattern } from "./pattern.js";
import { requiredWords } from "./required-words.js";
import { TASK_NAMES, VOCABULARY } from "./vocabulary/vocabulary.js";

/** Sources of regular expressions over few letters, so that texts match now and then. */
const { source } = fc.letrec<{ source: string; sequence: string; piece: string; atom: string }>((tie) => ({
  source: fc.oneof(
    tie("sequence"),
    fc.array(tie("sequence"), { minLength: 2, maxLength: 3 }).map((all) => all.join("|")),
  ),
  sequence: fc.array(tie("piece"), { maxLength: 4 }).map((all) => all.join("")),
  piece: fc.oneof(
    { weight: 4, arbitrary: tie("atom") },
    fc
      .tuple(tie("atom"), fc.constantFrom("?", "*", "+", "{0,2}", "{1,2}", "{2}", "*?"))
      .map((all) => all.join("")),
    fc.constantFrom("\\b", "^", "$"),
  ),
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      "a",
      "b",
      "ab",
      "B",
      "[ab]",
      "[^a]",
      ".",
      "\\w",
      "\\s",
      "\\.",
      "\\x61",
      "\\u0062",
      "é",
      " ",
    ),
    fc
      .tuple(fc.constantFrom("(", "(?:", "(?=", "(?!", "(?<=", "(?<!"), tie("source"))
      .map(([opening, inner]) => `(?:${opening}${inner}))`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", " ", ".", "é", "É", "x") });

describe("a pattern", () => {
  it("finds what its regular expression finds, whatever that is", () => {
    fc.assert(
      fc.property(source, text, (given, said) => {
        expect(new Pattern(given).exec(said)).toEqual(new RegExp(given, "i").exec(said));
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds the vocabulary's words in requests as they do", () => {
    const path = fileURLToPath(new URL("../../../../../eval/requests/tuning-en.jsonl", import.meta.url));
    const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
    const requests = lines.filter((_, at) => at % 4 === 0);
    const all = [...TASK_NAMES, ...VOCABULARY].flatMap(({ words }) => words);
    const compiled = all.map((pattern) => [pattern, new RegExp(pattern.source, "i")] as const);
    for (const request of requests)
      for (const [pattern, expression] of compiled)
        expect(pattern.exec(request)?.index).toBe(expression.exec(request)?.index);
  });

  it("is compiled for few of the texts: nearly all of the vocabulary cannot match without some word", () => {
    const all = [...TASK_NAMES, ...VOCABULARY].flatMap(({ words }) => words);
    const open = all.filter(({ source: one }) => requiredWords(one) === null);
    expect(open.length).toBeLessThan(all.length / 50);
  });

  it.each([
    ["\\bsummar(?:y|ies|i[sz]e)\\b", ["summar"]],
    ["\\b(?:cut|Erase) out\\b", [" out"]],
    ["(?:photos?|pictures?) (?=of)", ["photo", "picture"]],
    ["(?:big )?(?!house)(?:red|blue)?", null],
    ["a|b?", null],
    ["[abc]\\d+", null],
  ])("needs of %s the longest words that it cannot match without", (given, words) => {
    expect(requiredWords(given)).toEqual(words);
  });
});
