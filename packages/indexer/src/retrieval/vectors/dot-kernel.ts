import { DOT_KERNEL } from "./dot-kernel-bytes.js";
import { plainKernel } from "./plain-kernel.js";

/** A memory that can grow and never shrinks; growing makes the former `buffer` useless. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB. @throws RangeError where there is no room. */
  grow(pages: number): unknown;
}

/**
 * Dot products of rows of 8-bit integers with a query of 16-bit integers, as 32-bit integers. All arguments but counts
 * are addresses in the memory; the dimension is a multiple of 16 and at least 16.
 */
export interface DotKernel {
  readonly memory: KernelMemory;
  /** Writes the products of `count` rows that follow each other from `base`. */
  scan(base: number, count: number, query: number, dimension: number, out: number): void;
  /** Writes the products of the `count` rows of the matrix at `base` whose 32-bit numbers stand at `slots`. */
  gather(base: number, slots: number, count: number, query: number, dimension: number, out: number): void;
}

/** Returns a kernel with a memory of its own: in WebAssembly with 128-bit vectors, else, where that lacks, in JavaScript. */
export function loadDotKernel(): DotKernel {
  const bytes = Buffer.from(DOT_KERNEL, "base64");
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(bytes)) return plainKernel();
  // The cast: what `dot-kernel.wat` exports, which no compiler reads.
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as DotKernel;
}
