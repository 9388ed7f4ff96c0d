import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryVectors } from "../../testing/memory-vectors.js";
import { VectorMatrix } from "./vector-matrix.js";

const value = fc.integer({ min: -3, max: 3 });
const vector = fc.tuple(value, value, value);
const row = fc.integer({ min: 1, max: 12 });
const change = fc.oneof(
  fc.record({ type: fc.constant("put" as const), row, vector }),
  fc.record({ type: fc.constant("remove" as const), row }),
  fc.record({ type: fc.constant("refresh" as const) }),
);

/** A model without a vector. */
const NOBODY = "5000";

describe("VectorMatrix", () => {
  it("holds the present vectors, nearly, whatever changed before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 40 }),
        vector,
        fc.option(fc.uniqueArray(row)),
        async (changes, query, rows) => {
          const source = new MemoryVectors();
          const matrix = new VectorMatrix(source, 3, 0);
          for (const step of changes) {
            if (step.type === "put") source.put(step.row, step.vector);
            else if (step.type === "remove") source.remove(step.row);
            else await matrix.refresh();
          }
          await matrix.refresh();
          const expected = source.vectors.filter(({ id }) => rows === null || rows.includes(Number(id)));
          const scanned = Float32Array.from(query);
          const found = matrix.near(scanned, 20, rows?.map(String) ?? null);
          expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
          expect(matrix.size).toBe(source.vectors.length);
          const asked = [NOBODY, ...expected.map(({ id }) => id)];
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
    const source = new MemoryVectors();
    source.put(1, [1, 0]);
    const matrix = new VectorMatrix(source, 2, 0);
    const query = Float32Array.of(1, 0);
    await matrix.refresh();
    matrix.near(query, 1, null);
    source.put(1, [0, 1]);
    await matrix.refresh();
    expect(matrix.estimates(query, ["1"])[0]).toBe(0);
  });

  it("holds only what is newer than its base", async () => {
    const source = new MemoryVectors();
    source.put(1, [1, 0]);
    source.put(2, [0, 1]);
    source.put(3, [1, 1]);
    const matrix = new VectorMatrix(source, 2, 2);
    await matrix.refresh();
    expect(matrix.near(Float32Array.of(1, 0), 5, null).map(({ id }) => id)).toEqual(["3"]);
  });
});

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
