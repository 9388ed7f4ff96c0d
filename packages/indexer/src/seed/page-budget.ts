import { Fault } from "@hugginggpt/shared";
import type { Compressors } from "hyparquet";
import { compressors, decompressZstd } from "hyparquet-compressors";

/** The most decompressed bytes of a page; most writers aim at 1 MB, DuckDB at 100 MB. */
const MAX_PAGE_BYTES = 256 * 1024 * 1024;
/** The most decompressed bytes of one reading: enough for a column of a million rows in one row group. */
const MAX_READING_BYTES = 512 * 1024 * 1024;

type Decompress = NonNullable<Compressors[keyof Compressors]>;

/** Bounds the memory of one reading: pages and dictionaries, by their headers, and values copied out of them. */
export class PageBudget {
  /** All codecs of Parquet except LZO. They refuse what is beyond the budget before they decompress it. */
  readonly compressors: Compressors;
  readonly #most: number;
  #left: number;

  /** @param most bytes in one reading. */
  constructor(most = MAX_READING_BYTES) {
    this.#most = most;
    this.#left = most;
    const decompressors = Object.entries({
      ...compressors,
      // The buffer has the size that the header promises: a frame with more content fails.
      ZSTD: (input: Uint8Array, length: number) => decompressZstd(input, new Uint8Array(length)),
    });
    this.compressors = Object.fromEntries(
      decompressors.map(([codec, decompress]) => [codec, this.#bounded(decompress)]),
    );
  }

  /** Begins another reading; the memory of the last one is free again. */
  renew(): void {
    this.#left = this.#most;
  }

  /** Returns the bytes of a text. A text that fills its buffer is a copy and not part of a page (DELTA_BYTE_ARRAY). */
  readonly value = (bytes: Uint8Array): Uint8Array => {
    if (bytes.byteLength === bytes.buffer.byteLength) this.#spend(bytes.byteLength);
    return bytes;
  };

  #bounded(decompress: Decompress): Decompress {
    return (input, length) => {
      if (!(length >= 0 && length <= MAX_PAGE_BYTES)) {
        throw new Fault("INPUT_UNREADABLE", `a page of it is ${length} bytes long`, {
          wanted: `at most ${MAX_PAGE_BYTES}`,
        });
      }
      this.#spend(length);
      return decompress(input, length);
    };
  }

  #spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left >= 0) return;
    throw new Fault("INPUT_UNREADABLE", "decoding it takes too much memory", {
      wanted: `rows that take at most ${this.#most} bytes together`,
      next: "The file is damaged or hostile, or its row groups are too large: write it again with smaller ones.",
    });
  }
}
