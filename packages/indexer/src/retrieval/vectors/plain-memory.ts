import type { KernelMemory } from "./dot-kernel.js";

const PAGE = 65_536;

/** Returns a memory of one page as WebAssembly has it, for kernels in JavaScript. */
export function plainMemory(): KernelMemory {
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
