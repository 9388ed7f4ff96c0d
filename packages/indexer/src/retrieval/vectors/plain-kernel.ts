import type { DotKernel } from "./dot-kernel.js";
import { plainMemory } from "./plain-memory.js";

/** Returns the kernel in JavaScript, for where WebAssembly lacks vectors: the same sums, some ten times slower. */
export function plainKernel(): DotKernel {
  const memory = plainMemory();
  const write = (out: number, rows: Iterable<number>, queryAt: number, dimension: number) => {
    const query = new Int16Array(memory.buffer, queryAt, dimension);
    const view = new DataView(memory.buffer);
    let at = out;
    for (const row of rows) {
      view.setInt32(at, dot(new Int8Array(memory.buffer, row, dimension), query), true);
      at += 4;
    }
  };
  return {
    memory,
    scan: (base, count, query, dimension, out) =>
      write(
        out,
        Array.from({ length: count }, (_, i) => base + i * dimension),
        query,
        dimension,
      ),
    gather: (base, slots, count, query, dimension, out) =>
      write(
        out,
        Array.from(new Int32Array(memory.buffer, slots, count), (slot) => base + slot * dimension),
        query,
        dimension,
      ),
  };
}

function dot(row: Int8Array, query: Int16Array): number {
  let sum = 0;
  for (const [i, value] of row.entries()) sum += value * (query[i] ?? 0);
  return sum;
}
