import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadDotKernel, plainKernel } from "./dot-kernel.js";
import { QuantizedMatrix } from "./quantized-matrix.js";

const vectors = fc.integer({ min: 1, max: 70 }).chain((dimension) =>
  fc.record({
    query: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: dimension,
      maxLength: dimension,
    }),
    rows: fc.array(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimension, maxLength: dimension }),
      { minLength: 1, maxLength: 20 },
    ),
  }),
);

describe.each([
  ["in WebAssembly", loadDotKernel],
  ["in JavaScript", plainKernel],
])("QuantizedMatrix %s", (_name, kernel) => {
  it("comes as near to the exact similarity as its rounding allows", () => {
    fc.assert(
      fc.property(vectors, ({ query, rows }) => {
        const matrix = filled(rows, kernel());
        const found = allOf(matrix, query, null);
        const length = Math.hypot(...query);
        rows.forEach((row, slot) => {
          const largest = Math.max(...row.map(Math.abs));
          const bound = length * (largest / 254) * Math.sqrt(row.length) + 0.002 * Math.hypot(...row) + 1e-6;
          expect(Math.abs((found[slot] ?? Number.NaN) - dot(query, row))).toBeLessThanOrEqual(bound);
        });
      }),
    );
  });

  it("compares the slots asked for, in their order", () => {
    const matrix = filled(
      [
        [1, 0],
        [0, 1],
        [0.5, 0.5],
      ],
      kernel(),
    );
    const found = allOf(matrix, [1, 0], Int32Array.of(2, 0, 2, 1));
    expect(found.map((value) => Math.round(value * 10) / 10)).toEqual([0.5, 1, 0.5, 0]);
    expect(allOf(matrix, [1, 0], new Int32Array(0))).toEqual([]);
  });

  it("never overflows: equal signs in the largest dimension that embedders have", () => {
    const row = Array.from({ length: 4096 }, () => 1 / 64);
    expect(allOf(filled([row], kernel()), row, null)[0]).toBeCloseTo(1, 2);
  });

  it("goes on over blocks", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [i % 2, 1]);
    const found = allOf(filled(rows, kernel()), [1, 0], null);
    expect(found).toHaveLength(20_000);
    expect(found.filter((value) => value > 0.9)).toHaveLength(10_000);
  });
});

it("gives the same sums in WebAssembly and in JavaScript", () => {
  fc.assert(
    fc.property(vectors, ({ query, rows }) => {
      expect(allOf(filled(rows, loadDotKernel()), query, null)).toEqual(
        allOf(filled(rows, plainKernel()), query, null),
      );
    }),
  );
});

function filled(
  rows: readonly (readonly number[])[],
  kernel: ReturnType<typeof loadDotKernel>,
): QuantizedMatrix {
  const matrix = new QuantizedMatrix(rows[0]?.length ?? 0, kernel);
  matrix.resize(rows.length);
  rows.forEach((row, slot) => {
    matrix.put(slot, Float32Array.from(row));
  });
  return matrix;
}

function allOf(matrix: QuantizedMatrix, query: readonly number[], slots: Int32Array | null): number[] {
  const found: number[] = [];
  matrix.compare(Float32Array.from(query), slots, (similarities, count) => {
    found.push(...similarities.subarray(0, count));
  });
  return found;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
