import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitVector } from "../../testing/vector-reader.js";
import { loadDotKernel } from "./dot-kernel.js";
import { plainSignKernel } from "./plain-sign-kernel.js";
import { QuantizedMatrix } from "./quantized-matrix.js";
import { loadSignKernel } from "./sign-kernel.js";
import { SignMatrix } from "./sign-matrix.js";

const DIMENSION = 64;
const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: DIMENSION,
  maxLength: DIMENSION,
});
const change = fc.oneof(
  fc.record({ type: fc.constant("put" as const), at: fc.nat(60), vector: numbers }),
  fc.record({ type: fc.constant("drop" as const), at: fc.nat(60) }),
  fc.constant({ type: "look" as const }),
);

describe.each([
  ["in WebAssembly", loadSignKernel],
  ["in JavaScript", plainSignKernel],
])("SignMatrix %s", (_name, kernel) => {
  it("finds the vectors that agree with a query, among many that do not", () => {
    const { matrix, signs } = filled(5000, kernel());
    const query = vectorOf(3);
    const near = [17, 1234, 4999];
    for (const slot of near) matrix.put(slot, query);
    const found = signs.best(query, 50, { from: 0, to: 5000, slots: null });
    expect([...found]).toEqual(expect.arrayContaining(near));
    expect(found.length).toBeLessThan(200);
  });

  it("gives slots of the list, in its order, and all where as many are asked for", () => {
    const { signs } = filled(300, kernel());
    const slots = Int32Array.of(280, 40, 41, 100, 33);
    const range = { from: 33, to: 281, slots };
    expect([...signs.best(vectorOf(1), 5, range)]).toEqual([...slots]);
    const some = [...signs.best(vectorOf(1), 2, range)];
    expect(some).toEqual([...slots].filter((slot) => some.includes(slot)));
    expect([...signs.best(vectorOf(1), 9, { from: 40, to: 45, slots: null })]).toEqual([40, 41, 42, 43, 44]);
  });
});

it("answers after any changes as one that is made anew, in WebAssembly and in JavaScript", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), numbers, (changes, query) => {
      const matrix = new QuantizedMatrix(DIMENSION, loadDotKernel());
      const [fast, plain] = [
        new SignMatrix(matrix, loadSignKernel()),
        new SignMatrix(matrix, plainSignKernel()),
      ];
      const look = (signs: SignMatrix) =>
        signs.best(Float32Array.from(query), 5, { from: 0, to: matrix.size, slots: null });
      for (const step of changes) {
        if (step.type === "look") look(fast);
        else if (step.type === "put") put(matrix, [fast, plain], step.at, Float32Array.from(step.vector));
        else drop(matrix, [fast, plain], step.at);
      }
      // Levels are set by what there was then; made anew, they are those of now.
      for (const signs of [fast, plain]) signs.cut(0);
      expect(look(fast)).toEqual(look(plain));
    }),
  );
});

function filled(count: number, kernel: ReturnType<typeof loadSignKernel>) {
  const matrix = new QuantizedMatrix(DIMENSION);
  matrix.resize(count);
  for (let slot = 0; slot < count; slot++) matrix.put(slot, vectorOf(1000 + slot));
  return { matrix, signs: new SignMatrix(matrix, kernel) };
}

const vectorOf = (seed: number) => Float32Array.from(unitVector(seed, DIMENSION));

function put(matrix: QuantizedMatrix, all: readonly SignMatrix[], at: number, vector: Float32Array): void {
  const slot = Math.min(at, matrix.size);
  if (slot === matrix.size) matrix.resize(slot + 1);
  matrix.put(slot, vector);
  for (const signs of all) signs.touch(slot);
}

function drop(matrix: QuantizedMatrix, all: readonly SignMatrix[], at: number): void {
  if (matrix.size === 0) return;
  const [slot, last] = [Math.min(at, matrix.size - 1), matrix.size - 1];
  matrix.copy(last, slot);
  matrix.resize(last);
  for (const signs of all) {
    signs.touch(slot);
    signs.cut(last);
  }
}
