import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { IndexGeneration, WordScores, WordsParams } from "@hugginggpt/shared";
import {
  checkOf,
  directoryIn,
  hashOf,
  keyOf,
  placeOf,
  readDirectory,
  type TermDirectory,
} from "./term-directory.js";

/** A row and a score, 32 bits each. */
const ENTRY_BYTES = 8;
const NOTHING: WordScores = emptyScores(0);
/** Entries of a list that is read anew for every search; such lists would push all others out of memory. */
export const LONG = 100_000;

const CHANGED = "was changed after it was published";

/** A file that is not what was published. `message` completes "the index file NAME ...". */
export class WordFileError extends Error {
  override readonly name = "WordFileError";
}

/**
 * A file of what every term adds to the score of models. It holds the entries of term after term (all rows, then all
 * scores), then the directory of the terms. Opening compares the directory with its checksum; entries are read, and the
 * first time compared with theirs, as they are asked for: a process that searches once need not read the whole file.
 */
export class WordFile {
  readonly #file: number;
  readonly #terms: TermDirectory;
  readonly #longFrom: number;
  /** 1 for each term whose entries were compared: long lists are read again and again. */
  readonly #isSound: Uint8Array;
  #long = emptyScores(0);

  private constructor(file: number, terms: TermDirectory, longFrom: number) {
    this.#file = file;
    this.#longFrom = longFrom;
    this.#terms = terms;
    this.#isSound = new Uint8Array(terms.keys.length);
  }

  /**
   * Opens a published file.
   * @throws WordFileError where its size or its terms are not what was published; the file system's errors.
   */
  static open(path: string, published: IndexGeneration<WordsParams>, longFrom = LONG): WordFile {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      if (size !== published.bytes)
        throw new WordFileError(`has ${size} bytes instead of ${published.bytes}`);
      const bytes = readDirectory(file, size, published.count);
      if (hashOf(bytes) !== published.params.directory) throw new WordFileError(CHANGED);
      return new WordFile(file, directoryIn(bytes), longFrom);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /**
   * Returns what a term adds; nothing for one that no model has, or that is left out. A list of more than `longFrom`
   * entries is good until the next call only: to get memory for one takes longer than to read it.
   * @throws WordFileError where the entries are not what was published; the file system's errors.
   */
  scores(term: string): WordScores {
    const { keys, starts, counts, checks } = this.#terms;
    const at = placeOf(keys, keyOf(term));
    const count = at < 0 ? 0 : (counts[at] ?? 0);
    if (count === 0) return NOTHING;
    const scores = count > this.#longFrom ? this.#longScores(count) : emptyScores(count);
    const from = (starts[at] ?? 0) * ENTRY_BYTES;
    readSync(this.#file, scores.rows, 0, scores.rows.byteLength, from);
    readSync(this.#file, scores.bm25, 0, scores.bm25.byteLength, from + scores.rows.byteLength);
    if (this.#isSound[at] !== 1 && checkOf(scores) !== checks[at]) throw new WordFileError(CHANGED);
    this.#isSound[at] = 1;
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
