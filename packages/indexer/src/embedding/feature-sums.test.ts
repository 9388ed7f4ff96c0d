import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FeatureSums } from "./feature-sums.js";

/** Few enough that some come again, and of the same low bits. */
const HASHES = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
const ADDED = fc.array(fc.tuple(HASHES, fc.constantFrom(1, 0.4, 0.12)), { maxLength: 300 });

/** More than the table has room for at first. */
const MANY = Array.from({ length: 5_000 }, (_, i): [number, number] => [Math.imul(i % 4_000, 0x9e3779b1), i]);

function expectSums(added: readonly (readonly [number, number])[]): void {
  const sums = new FeatureSums();
  const expected = new Map<number, number>();
  for (const [hash, weight] of added) {
    sums.add(hash, weight);
    expected.set(hash, (expected.get(hash) ?? 0) + weight);
  }
  const found: [number, number][] = [];
  sums.each((hash, weight) => found.push([hash, weight]));
  expect(found).toEqual([...expected]);
}

describe("FeatureSums", () => {
  it("adds up by hash, in the order in which the hashes first came", () => {
    fc.assert(fc.property(ADDED, expectSums), { numRuns: 50 });
  });

  it("has room for any number", () => {
    expectSums(MANY);
  });
});
