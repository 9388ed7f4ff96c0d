/** The number of a row with the largest magnitude is stored as this or its negative. */
export const LARGEST = 127;

/**
 * Dot products of rows of 8-bit integers with a query of 16-bit integers, as 32-bit integers. All arguments but counts
 * are addresses in the memory; the dimension is a multiple of 16 and at least 16.
 */
export interface DotKernel {
  /** Growing it makes its former `buffer` useless. */
  readonly memory: WebAssembly.Memory;
  /** Writes the products of `count` rows that follow each other from `base`. */
  scan(base: number, count: number, query: number, dimension: number, out: number): void;
  /** Writes the products of the `count` rows of the matrix at `base` whose 32-bit numbers stand at `slots`. */
  gather(base: number, slots: number, count: number, query: number, dimension: number, out: number): void;
  /** Writes the 32-bit floats at `from` into a row, scaled to at most `LARGEST`; returns the factor, 0 for zeros. */
  quantize(from: number, row: number, dimension: number): number;
}

/** Returns a kernel with a memory of its own, in WebAssembly with 128-bit vectors, or without those in JavaScript. */
export function loadDotKernel(): DotKernel {
  const bytes = Buffer.from(DOT_KERNEL, "base64");
  if (!WebAssembly.validate(bytes)) return plainKernel();
  // The cast: what `dot-kernel.wat` exports, which no compiler reads.
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as DotKernel;
}

/** Returns the kernel in JavaScript, for where WebAssembly lacks vectors: the same sums, some ten times slower. */
export function plainKernel(): DotKernel {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const write = (out: number, rows: readonly number[], queryAt: number, dimension: number) => {
    const query = new Int16Array(memory.buffer, queryAt, dimension);
    const products = new Int32Array(memory.buffer, out, rows.length);
    for (const [i, row] of rows.entries())
      products[i] = dot(new Int8Array(memory.buffer, row, dimension), query);
  };
  return {
    memory,
    scan(base, count, query, dimension, out) {
      const rows = Array.from({ length: count }, (_, i) => base + i * dimension);
      write(out, rows, query, dimension);
    },
    gather(base, slots, count, query, dimension, out) {
      const rows = [...new Int32Array(memory.buffer, slots, count)].map((slot) => base + slot * dimension);
      write(out, rows, query, dimension);
    },
    quantize(from, row, dimension) {
      const values = new Float32Array(memory.buffer, from, dimension);
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const factor = largest === 0 ? 0 : Math.fround(LARGEST / largest);
      new Int8Array(memory.buffer, row, dimension).set(values.map((value) => nearest(value * factor)));
      return factor;
    },
  };
}

/** The nearest integer of a 32-bit float; of two, the even one. */
function nearest(value: number): number {
  const float = Math.fround(value);
  const rounded = Math.round(float);
  return rounded - float === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function dot(row: Int8Array, query: Int16Array): number {
  let sum = 0;
  for (const [i, value] of row.entries()) sum += value * (query[i] ?? 0);
  return sum;
}

/** The module `dot-kernel.wat`, in base64: `npm run build:kernel` writes the end of this file. */
const DOT_KERNEL =
  "AGFzbQEAAAABLAZgA39/fwF/YAV/f39/fwBgBn9/f39/fwBgAn9/AX1gAn97AXtgA39/fwF9AwcGAAECAwQFBQMBAAEHJQQGbWVt" +
  "b3J5AgAEc2NhbgABBmdhdGhlcgACCHF1YW50aXplAAUKvgMGcQIBfwJ7IAAgAmohAwNAIAQgAP0BAwAgAf0ABAD9ugH9rgEhBCAF" +
  "IAD9AQMIIAH9AAQQ/boB/a4BIQUgAEEQaiEAIAFBIGohASAAIANJDQALIAQgBf2uASEEIAT9GwAgBP0bAWogBP0bAiAE/RsDamoL" +
  "OAEBfyAEIAFBAnRqIQUCQANAIAQgBU8NASAEIAAgAiADEAA2AgAgACADaiEAIARBBGohBAwACwsLQQEBfyAFIAJBAnRqIQYCQANA" +
  "IAUgBk8NASAFIAAgASgCACAEbGogAyAEEAA2AgAgAUEEaiEBIAVBBGohBQwACwsLPAEBewNAIAIgAP0ABAD94AH96QEhAiAAQRBq" +
  "IQAgACABSQ0ACyAC/R8AIAL9HwGXIAL9HwIgAv0fA5eXCxIAIAD9AAQAIAH95gH9av34AQt/AwF/AX0BeyAAIAJBAnRqIQMgACAD" +
  "EAMhBCAEQwAAAABcBEBDAAD+QiAElSEECyAE/RMhBQNAIAEgACAFEAQgAEEQaiAFEAT9hQEgAEEgaiAFEAQgAEEwaiAFEAT9hQH9" +
  "Zf0LBAAgAUEQaiEBIABBwABqIQAgACADSQ0ACyAECw==";
