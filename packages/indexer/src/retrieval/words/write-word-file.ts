import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { TermScores } from "@hugginggpt/shared";
import { bytesOf, checkOf, columnsOf, keyOf, type TermDirectory } from "./term-directory.js";

/** Writes what every term adds to a new file; returns how many terms there are. */
export async function writeWordFile(path: string, terms: AsyncIterable<TermScores>): Promise<number> {
  const list = new GrowingTerms();
  await pipeline(pieces(terms, list), createWriteStream(path, { highWaterMark: 1 << 20 }));
  return list.size;
}

async function* pieces(terms: AsyncIterable<TermScores>, list: GrowingTerms): AsyncGenerator<Uint8Array> {
  for await (const { term, rows, bm25 } of terms) {
    list.add(keyOf(term), rows.length, checkOf({ rows, bm25 }));
    yield bytesOf(rows);
    yield bytesOf(bm25);
  }
  yield* columnsOf(list.sorted());
}

interface Term {
  readonly key: bigint;
  readonly start: number;
  readonly count: number;
  readonly check: bigint;
}

/** The terms written so far, in the order in which they came. */
class GrowingTerms {
  readonly #terms: Term[] = [];
  #entries = 0;

  get size(): number {
    return this.#terms.length;
  }

  add(key: bigint, count: number, check: bigint): void {
    this.#terms.push({ key, start: this.#entries, count, check });
    this.#entries += count;
  }

  sorted(): TermDirectory {
    const terms = this.#terms.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    return {
      keys: BigUint64Array.from(terms, ({ key }) => key),
      starts: Uint32Array.from(terms, ({ start }) => start),
      counts: Uint32Array.from(terms, ({ count }) => count),
      checks: BigUint64Array.from(terms, ({ check }) => check),
    };
  }
}
