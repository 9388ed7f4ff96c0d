import { createHash } from "node:crypto";

/** Returns a generator of numbers in [0, 1) that a seed fixes: the first 32 bits of a hash of the seed and a counter. */
export function seededRandom(seed: number): () => number {
  let n = 0;
  return () => createHash("sha256").update(`${seed} ${n++}`).digest().readUInt32BE(0) / 2 ** 32;
}
