import { createHash, type Hash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { WordScores } from "@hugginggpt/shared";

/** Of a term at the end of the file: its key, a check of its entries, where they begin, and how many there are. */
const TERM_BYTES = 24;

/** What a file of terms says of them at its end, sorted by key. */
export interface TermDirectory {
  readonly keys: BigUint64Array;
  readonly checks: BigUint64Array;
  /** Entries before those of the term. */
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
}

/** Returns the bytes of a directory of so many terms, as they lie at the end of an open file of this size. */
export function readDirectory(file: number, size: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count * TERM_BYTES);
  readSync(file, bytes, 0, bytes.length, Math.max(0, size - bytes.length));
  return bytes;
}

/** Returns the directory that lies in these bytes. */
export function directoryIn({ buffer, length }: Uint8Array): TermDirectory {
  const count = length / TERM_BYTES;
  return {
    keys: new BigUint64Array(buffer, 0, count),
    checks: new BigUint64Array(buffer, 8 * count, count),
    starts: new Uint32Array(buffer, 16 * count, count),
    counts: new Uint32Array(buffer, 20 * count, count),
  };
}

/** Returns the columns of a directory in the order in which they lie in a file. */
export function columnsOf({ keys, checks, starts, counts }: TermDirectory): Uint8Array[] {
  return [keys, checks, starts, counts].map(bytesOf);
}

/** Returns the SHA-256 of a directory's bytes, lower-case hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Returns the same of the directory of a new file of so many terms. */
export function hashOfDirectory(path: string, count: number): string {
  const file = openSync(path, "r");
  try {
    return hashOf(readDirectory(file, fstatSync(file).size, count));
  } finally {
    closeSync(file);
  }
}

/** Returns 64 bits of a cryptographic hash of a term's entries. */
export function checkOf({ rows, bm25 }: WordScores): bigint {
  return firstBits(createHash("sha256").update(bytesOf(rows)).update(bytesOf(bm25)));
}

/** Returns 64 bits of a cryptographic hash of a term: two terms of a registry have the same with a chance of one in ten million. */
export function keyOf(term: string): bigint {
  return firstBits(createHash("sha256").update(term, "utf8"));
}

function firstBits(hash: Hash): bigint {
  return hash.digest().readBigUInt64LE(0);
}

/** Returns the place of a term's key; -1 where no model has the term. */
export function placeOf(keys: BigUint64Array, key: bigint): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0n) < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : -1;
}

/** Returns the memory of numbers. */
export function bytesOf(list: Int32Array | Uint32Array | Float32Array | BigUint64Array): Uint8Array {
  return new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
}
