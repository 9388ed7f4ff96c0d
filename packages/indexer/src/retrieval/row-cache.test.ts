import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowCache } from "./row-cache.js";

describe("RowCache", () => {
  it("returns what was set last, whatever the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat())), (given) => {
        const cache = new RowCache<number>(10_000).at("1");
        const known = new Map(given);
        for (const [row, value] of given) cache.set(row, value);
        for (const [row, value] of known) expect(cache.get(row)).toBe(value);
        expect(cache.get(5001)).toBeUndefined();
      }),
    );
  });

  it("forgets everything when the state is another one", () => {
    const cache = new RowCache<string>(10).at("1");
    cache.set(3, "three");
    expect(cache.at("1").get(3)).toBe("three");
    expect(cache.at("2").get(3)).toBeUndefined();
    expect(cache.at("1").get(3)).toBeUndefined();
  });

  it("never holds more than its limit", () => {
    const cache = new RowCache<number>(10).at("1");
    for (let row = 0; row < 1000; row++) {
      cache.set(row, row);
      expect(cache.get(row)).toBe(row);
    }
    const held = Array.from({ length: 1000 }, (_, row) => cache.get(row)).filter((one) => one !== undefined);
    expect(held.length).toBeLessThanOrEqual(10);
  });
});
