import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VectorReader } from "../../testing/vector-reader.js";
import { TopHits } from "./top-hits.js";
import { VectorMatrix } from "./vector-matrix.js";

const value = fc.integer({ min: -3, max: 3 });
const vector = fc.tuple(value, value, value);
const row = fc.integer({ min: 1, max: 12 });
const change = fc.oneof(
  fc.record({ type: fc.constant("put" as const), row, vector }),
  fc.record({ type: fc.constant("remove" as const), row }),
  fc.record({ type: fc.constant("refresh" as const) }),
);

/** A row that no vector is of. */
const NOBODY = 5000;

describe("VectorMatrix", () => {
  it("holds the present vectors, nearly, whatever changed before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 40 }),
        vector,
        fc.option(fc.uniqueArray(row)),
        async (changes, query, rows) => {
          const source = new VectorReader();
          const matrix = new VectorMatrix(source.asReader(), 3, 0);
          for (const step of changes) {
            if (step.type === "put") source.put(step.row, step.vector);
            else if (step.type === "remove") source.remove(step.row);
            else await matrix.refresh();
          }
          await matrix.refresh();
          const expected = source.vectors.filter((stored) => rows === null || rows.includes(stored.row));
          const scanned = Float32Array.from(query);
          const found = matrix.near(scanned, 20, rows);
          expect(found.map((hit) => hit.row).sort()).toEqual(expected.map((stored) => stored.row).sort());
          expect(matrix.size).toBe(source.vectors.length);
          const asked = [NOBODY, ...expected.map((stored) => stored.row)];
          const estimates = matrix.estimates(scanned, asked);
          expect(matrix.estimates(Float32Array.from(query), asked)).toEqual(estimates);
          expect(estimates[0]).toBeNaN();
          for (const [i, stored] of expected.entries()) {
            const exact = dot(query, [...stored.values]);
            expect(Math.abs((estimates[1 + i] ?? Number.NaN) - exact)).toBeLessThan(0.2);
          }
        },
      ),
    );
  });

  it("compares with a vector as it is now once that has changed", async () => {
    const source = new VectorReader();
    source.put(1, [1, 0]);
    const matrix = new VectorMatrix(source.asReader(), 2, 0);
    const query = Float32Array.of(1, 0);
    await matrix.refresh();
    matrix.near(query, 1, null);
    source.put(1, [0, 1]);
    await matrix.refresh();
    expect(matrix.estimates(query, [1])[0]).toBe(0);
  });

  it("holds only what is newer than its base", async () => {
    const source = new VectorReader();
    source.put(1, [1, 0]);
    source.put(2, [0, 1]);
    source.put(3, [1, 1]);
    const matrix = new VectorMatrix(source.asReader(), 2, 2);
    await matrix.refresh();
    expect(matrix.near(Float32Array.of(1, 0), 5, null).map((hit) => hit.row)).toEqual([3]);
  });

  it("gives ties by row", async () => {
    const source = new VectorReader();
    for (const at of [5, 3, 9, 1]) source.put(at, [1, 0]);
    const matrix = new VectorMatrix(source.asReader(), 2, 0);
    await matrix.refresh();
    expect(matrix.near(Float32Array.of(1, 0), 3, null).map((hit) => hit.row)).toEqual([1, 3, 5]);
  });
});

describe("TopHits", () => {
  it("keeps the k best of what is offered, best first, ties by row", () => {
    const offers = fc.uniqueArray(
      fc.record({ row: fc.nat(50), similarity: fc.integer({ min: -3, max: 3 }) }),
      {
        selector: (hit) => hit.row,
      },
    );
    fc.assert(
      fc.property(offers, fc.nat(8), (hits, k) => {
        const best = new TopHits(k);
        for (const { row: at, similarity } of hits) best.offer(at, similarity);
        const sorted = [...hits].sort((a, b) => b.similarity - a.similarity || a.row - b.row);
        expect(best.sorted()).toEqual(sorted.slice(0, k));
        if (k > 0 && hits.length >= k) expect(best.threshold).toBe(sorted[k - 1]?.similarity);
      }),
    );
  });

  it("keeps nothing where nothing is wanted", () => {
    const hits = new TopHits(0);
    hits.offer(1, 1);
    expect(hits.sorted()).toEqual([]);
  });
});

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
