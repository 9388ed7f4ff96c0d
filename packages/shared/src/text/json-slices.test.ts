import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSlices } from "./json-slices.js";

describe("jsonSlices", () => {
  it("finds JSON in prose, in order", () => {
    const texts = jsonSlices('See {"a": [1]} and then [2], done.').map(({ text }) => text);
    expect(texts).toEqual(['{"a": [1]}', "[2]"]);
  });
  it("skips brackets inside strings of either quote, but not after an apostrophe", () => {
    expect(jsonSlices(`{"a": "}", 'b': '{'}`)[0]?.closed).toBe(true);
    expect(jsonSlices(`{"a": 1 /* it's here */}`)[0]?.closed).toBe(true);
  });
  it("says what is open at the end of a cut text", () => {
    expect(jsonSlices('x [{"a": "b')).toEqual([
      { text: '[{"a": "b', start: 2, closed: false, broken: false, open: "[{", inString: true },
    ]);
  });
  it("ends at a wrong or too deep bracket with a slice that is not closed", () => {
    expect(jsonSlices("[}")[0]).toMatchObject({ closed: false, broken: true });
    expect(jsonSlices("[".repeat(10_000))).toHaveLength(1);
  });
  it("finds every JSON object written by JSON.stringify", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        expect(jsonSlices(`so: ${JSON.stringify(value)}`)[0]?.text).toBe(JSON.stringify(value));
      }),
    );
  });
});
