import { plainMemory } from "./plain-memory.js";
import type { SignKernel } from "./sign-kernel.js";

/** Vectors in a block. */
const LANES = 16;
/** Rounds what is divided by 2^15. */
const HALF = 2 ** 14;

/** Returns the kernel in JavaScript, for where WebAssembly lacks vectors: the same blocks and sums, much slower. */
export function plainSignKernel(): SignKernel {
  const memory = plainMemory();
  return {
    memory,
    pack(rows, stride, levels, factors, block) {
      const numbers = new Int8Array(memory.buffer, rows, LANES * stride);
      const level = new Int16Array(memory.buffer, levels, stride);
      const factor = new Int16Array(memory.buffer, factors, LANES);
      const bits = new Uint8Array(memory.buffer, block, 2 * stride).fill(0);
      for (const [i, value] of numbers.entries()) {
        const [lane, dimension] = [Math.floor(i / stride), i % stride];
        const at = (dimension >> 3) * LANES + lane;
        const least = ((level[dimension] ?? 0) * (factor[lane] ?? 0) + HALF) >> 15;
        if (value < Math.max(-128, Math.min(127, least))) bits[at] = (bits[at] ?? 0) | (1 << (dimension & 7));
      }
    },
    sum(blocks, count, tables, tablesEnd, out) {
      const values = new Uint8Array(memory.buffer, tables, tablesEnd - tables);
      const bytes = values.length / (2 * LANES);
      const sums = new Uint16Array(memory.buffer, out, count * LANES);
      for (let slot = 0; slot < sums.length; slot++) {
        const first = blocks + Math.floor(slot / LANES) * bytes * LANES + (slot % LANES);
        sums[slot] = sumOf(new Uint8Array(memory.buffer), first, values, bytes);
      }
    },
  };
}

function sumOf(memory: Uint8Array, first: number, values: Uint8Array, bytes: number): number {
  let sum = 0;
  for (let byte = 0; byte < bytes; byte++) {
    const bits = memory[first + byte * LANES] ?? 0;
    sum += values[2 * byte * LANES + (bits & 15)] ?? 0;
    sum += values[(2 * byte + 1) * LANES + (bits >> 4)] ?? 0;
  }
  return sum;
}
