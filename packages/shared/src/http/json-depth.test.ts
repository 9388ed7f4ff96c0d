import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNestedDeeper } from "./json-depth.js";

/** Texts made of what a reader that forgets about strings would take for structure. */
const text = fc.string({ unit: fc.constantFrom('"', "\\", "{", "}", "[", "]", "a", "é") });
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(text, fc.integer()),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
  ),
}));

function levels(one: unknown): number {
  if (typeof one !== "object" || one === null) return 0;
  return 1 + Math.max(0, ...Object.values(one).map(levels));
}

describe("isNestedDeeper", () => {
  it("agrees with the levels of the parsed value, whatever its texts hold", () => {
    fc.assert(
      fc.property(value, fc.boolean(), (one, isSpaced) => {
        const json = Buffer.from(JSON.stringify(one, null, isSpaced ? 1 : undefined));
        expect(isNestedDeeper(json, levels(one))).toBe(false);
        expect(isNestedDeeper(json, levels(one) - 1)).toBe(levels(one) > 0);
      }),
      { numRuns: 300 },
    );
  });
});
