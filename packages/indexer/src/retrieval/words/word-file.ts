import { createHash } from "node:crypto";
import { closeSync, createWriteStream, openSync, readSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { IndexGeneration, TermScores, WordScores, WordsParams } from "@hugginggpt/shared";

/** A row and a score, 32 bits each. */
const ENTRY_BYTES = 8;
/** Of a term at the end of the file: its key, where its entries begin, and how many there are. */
const TERM_BYTES = 16;
const NOTHING: WordScores = emptyScores(0);
/** Entries of a list that is read anew for every search; such lists would push all others out of memory. */
export const LONG = 100_000;

/** What is known of the terms in a file, sorted by key. */
interface Terms {
  readonly keys: BigUint64Array;
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * A file of what every term adds to the score of models. It holds the entries of term after term (all rows, then all
 * scores), then the terms. It was compared with its checksum before; its entries are read as they are asked for.
 */
export class WordFile {
  readonly #file: number;
  readonly #terms: Terms;
  readonly #longFrom: number;
  #long = emptyScores(0);

  private constructor(file: number, terms: Terms, longFrom: number) {
    this.#file = file;
    this.#longFrom = longFrom;
    this.#terms = terms;
  }

  /** Opens a file whose content is known to be that of the generation. */
  static open(path: string, { bytes, count }: IndexGeneration<WordsParams>, longFrom = LONG): WordFile {
    const file = openSync(path, "r");
    const terms = {
      keys: new BigUint64Array(count),
      starts: new Uint32Array(count),
      counts: new Uint32Array(count),
    };
    let at = bytes - count * TERM_BYTES;
    for (const list of [terms.keys, terms.starts, terms.counts]) {
      readSync(file, list, 0, list.byteLength, at);
      at += list.byteLength;
    }
    return new WordFile(file, terms, longFrom);
  }

  /**
   * Returns what a term adds; nothing for one that no model has, or that is left out. A list of more than `longFrom`
   * entries is good until the next call only: to get memory for one takes longer than to read it.
   */
  scores(term: string): WordScores {
    const { keys, starts, counts } = this.#terms;
    const at = placeOf(keys, keyOf(term));
    const count = at < 0 ? 0 : (counts[at] ?? 0);
    if (count === 0) return NOTHING;
    const scores = count > this.#longFrom ? this.#longScores(count) : emptyScores(count);
    const from = (starts[at] ?? 0) * ENTRY_BYTES;
    readSync(this.#file, scores.rows, 0, scores.rows.byteLength, from);
    readSync(this.#file, scores.bm25, 0, scores.bm25.byteLength, from + scores.rows.byteLength);
    return scores;
  }

  #longScores(count: number): WordScores {
    if (this.#long.rows.length < count) this.#long = emptyScores(Math.ceil(1.5 * count));
    const { rows, bm25 } = this.#long;
    return { rows: rows.subarray(0, count), bm25: bm25.subarray(0, count) };
  }

  close(): void {
    closeSync(this.#file);
  }
}

function emptyScores(count: number): WordScores {
  return { rows: new Int32Array(count), bm25: new Float32Array(count) };
}

/** Writes what every term adds to a new file; returns how many terms there are. */
export async function writeWordFile(path: string, terms: AsyncIterable<TermScores>): Promise<number> {
  const list = new GrowingTerms();
  await pipeline(pieces(terms, list), createWriteStream(path, { highWaterMark: 1 << 20 }));
  return list.size;
}

async function* pieces(terms: AsyncIterable<TermScores>, list: GrowingTerms): AsyncGenerator<Uint8Array> {
  for await (const { term, rows, bm25 } of terms) {
    list.add(keyOf(term), rows.length);
    yield bytesOf(rows);
    yield bytesOf(bm25);
  }
  const { keys, starts, counts } = list.sorted();
  yield bytesOf(keys);
  yield bytesOf(starts);
  yield bytesOf(counts);
}

/** The terms written so far, in the order in which they came. */
class GrowingTerms {
  readonly #terms: { readonly key: bigint; readonly start: number; readonly count: number }[] = [];
  #entries = 0;

  get size(): number {
    return this.#terms.length;
  }

  add(key: bigint, count: number): void {
    this.#terms.push({ key, start: this.#entries, count });
    this.#entries += count;
  }

  sorted(): Terms {
    const terms = this.#terms.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    return {
      keys: BigUint64Array.from(terms, ({ key }) => key),
      starts: Uint32Array.from(terms, ({ start }) => start),
      counts: Uint32Array.from(terms, ({ count }) => count),
    };
  }
}

/** 64 bits of a cryptographic hash: two terms of a registry have the same with a chance of one in ten million. */
function keyOf(term: string): bigint {
  return createHash("sha256").update(term, "utf8").digest().readBigUInt64LE(0);
}

function placeOf(keys: BigUint64Array, key: bigint): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0n) < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key ? low : -1;
}

function bytesOf(list: Int32Array | Uint32Array | Float32Array | BigUint64Array): Uint8Array {
  return new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
}
