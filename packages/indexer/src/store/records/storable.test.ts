import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storable } from "./storable.js";

describe("storable", () => {
  it("replaces NUL and halves of characters wherever they stand, and nothing else", () => {
    const given = { a: ["x\0y", "fine 🎈"], b: { c: "\ud800" }, d: 1, e: null };
    expect(storable(given)).toEqual({ a: ["x\ufffdy", "fine 🎈"], b: { c: "\ufffd" }, d: 1, e: null });
  });

  it("gives back what is fine as it is", () => {
    const given = [{ a: "fine", b: [1, "two"] }];
    expect(storable(given)).toBe(given);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", "\0", "\ud83c", "\udf88", "é") })),
        (texts) => {
          const once = storable(texts);
          expect(storable(once)).toEqual(once);
          expect(once.every((text) => text.isWellFormed() && !text.includes("\0"))).toBe(true);
        },
      ),
    );
  });
});
