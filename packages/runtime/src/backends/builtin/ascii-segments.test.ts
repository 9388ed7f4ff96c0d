import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiSentences, asciiWords, isPlainAscii } from "./ascii-segments.js";
import { SAMPLES, sample } from "./testing/samples.js";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const words = new Intl.Segmenter("en", { granularity: "word" });

/** Texts thick with what the rules are about. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."aZ9 .!?,:-'\"()[]{}"),
      fc.constantFrom(
        "Mr. ",
        "e.g. ",
        "3.5",
        "no. 4",
        '." ',
        "?) ",
        "... ",
        " a",
        " B",
        "it's",
        "1,000",
        "U.S. ",
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""))
  .filter(isPlainAscii);
const expectSame = (one: string) => {
  const found = [...sentences.segment(one)].map(({ segment, index }) => ({ segment, index }));
  expect(asciiSentences(one)).toEqual(found);
  const named = [...words.segment(one)].filter(({ isWordLike }) => isWordLike);
  const plain = named.map(({ segment, index, isWordLike }) => ({ segment, index, isWordLike }));
  expect(asciiWords(one)).toEqual(plain);
};

describe("sentences and words of ASCII", () => {
  it("are those of Intl.Segmenter", () => {
    fc.assert(fc.property(text, expectSame), { numRuns: 1000 });
  });

  it("are those of Intl.Segmenter in real texts, line by line", () => {
    const lines = SAMPLES.flatMap((name) => sample(name).split("\n")).filter(isPlainAscii);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expectSame(line);
  });
});

describe("isPlainAscii", () => {
  it.each(["naïve", "one\ntwo", "a_b", "a; b", "std:sort"])("leaves %j to Intl.Segmenter", (one) => {
    expect(isPlainAscii(one)).toBe(false);
  });
});
