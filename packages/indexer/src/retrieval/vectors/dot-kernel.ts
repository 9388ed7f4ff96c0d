const PAGE = 65_536;

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

/** Returns a memory of one page as WebAssembly has it. */
function plainMemory(): KernelMemory {
  let buffer = new ArrayBuffer(PAGE);
  return {
    get buffer() {
      return buffer;
    },
    grow(pages: number): void {
      const grown = new ArrayBuffer(buffer.byteLength + pages * PAGE);
      new Uint8Array(grown).set(new Uint8Array(buffer));
      buffer = grown;
    },
  };
}

/** The module `dot-kernel.wat`, in base64: `npm run build:kernel` writes the end of this file. */
const DOT_KERNEL =
  "AGFzbQEAAAABGQNgA39/fwF/YAV/f39/fwBgBn9/f39/fwADBAMAAQIFAwEAAQcaAwZtZW1vcnkCAARzY2FuAAEGZ2F0aGVyAAIK" +
  "7gEDcQIBfwJ7IAAgAmohAwNAIAQgAP0BAwAgAf0ABAD9ugH9rgEhBCAFIAD9AQMIIAH9AAQQ/boB/a4BIQUgAEEQaiEAIAFBIGoh" +
  "ASAAIANJDQALIAQgBf2uASEEIAT9GwAgBP0bAWogBP0bAiAE/RsDamoLOAEBfyAEIAFBAnRqIQUCQANAIAQgBU8NASAEIAAgAiAD" +
  "EAA2AgAgACADaiEAIARBBGohBAwACwsLQQEBfyAFIAJBAnRqIQYCQANAIAUgBk8NASAFIAAgASgCACAEbGogAyAEEAA2AgAgAUEE" +
  "aiEBIAVBBGohBQwACwsL";
