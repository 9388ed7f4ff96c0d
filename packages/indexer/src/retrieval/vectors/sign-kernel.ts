import type { KernelMemory } from "./dot-kernel.js";
import { plainSignKernel } from "./plain-sign-kernel.js";
import { SIGN_KERNEL } from "./sign-kernel-bytes.js";

/**
 * Estimates of dot products from the signs of vectors, each number less a level, 16 vectors a block. All arguments but counts are addresses in the
 * memory; `stride`, the number of dimensions, is a multiple of 16 and at least 16.
 */
export interface SignKernel {
  readonly memory: KernelMemory;
  /**
   * Makes a block, `2 * stride` bytes, of 16 rows of 8-bit integers that follow each other: a bit is set where a number is
   * below the level of its dimension times the factor of its row, both integers of 16 bits, divided by 2^15.
   */
  pack(rows: number, stride: number, levels: number, factors: number, block: number): void;
  /**
   * Writes the sums, of 16 bits, of the vectors of `count` blocks that follow each other. `tables` has, for each four
   * dimensions, one byte for each of their 16 patterns of signs, 63 at most; `tablesEnd` is where they end.
   */
  sum(blocks: number, count: number, tables: number, tablesEnd: number, out: number): void;
}

/** Returns a kernel with a memory of its own: in WebAssembly with 128-bit vectors, else, where that lacks, in JavaScript. */
export function loadSignKernel(): SignKernel {
  const bytes = Buffer.from(SIGN_KERNEL, "base64");
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(bytes)) return plainSignKernel();
  // The cast: what `sign-kernel.wat` exports, which no compiler reads.
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as SignKernel;
}
