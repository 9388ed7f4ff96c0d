import type { AsyncBuffer } from "hyparquet";

/** The most bytes of cached pieces, without the piece that was read last. */
const MAX_HELD_BYTES = 192 * 1024 * 1024;
/** The most bytes of a piece. Without an index of pages it is a whole column of a row group. */
const MAX_PIECE_BYTES = 512 * 1024 * 1024;

/** Reads pieces of a file and caches them: ranges of rows in one row group share pieces. */
export class PieceCache implements AsyncBuffer {
  readonly byteLength: number;
  readonly #read: (start: number, end: number) => Promise<ArrayBuffer>;
  readonly #held = new Map<string, Promise<ArrayBuffer>>();
  #bytes = 0;

  constructor(byteLength: number, read: (start: number, end: number) => Promise<ArrayBuffer>) {
    this.byteLength = byteLength;
    this.#read = read;
  }

  /** @throws RangeError for a piece outside of the file or above 512 MiB. */
  async slice(start: number, end: number = this.byteLength): Promise<ArrayBuffer> {
    if (!(start >= 0 && start <= end && end <= this.byteLength)) {
      throw new RangeError(`a piece lies at ${start} to ${end}, outside of the file`);
    }
    if (end - start > MAX_PIECE_BYTES) {
      throw new RangeError(`its row groups are too large: ${end - start} bytes in one column`);
    }
    const key = `${start}-${end}`;
    const held = this.#held.get(key);
    if (held) return held;
    const piece = this.#read(start, end);
    this.#held.set(key, piece);
    this.#bytes += end - start;
    this.#makeRoom();
    return piece;
  }

  /** Drops all pieces. */
  clear(): void {
    this.#held.clear();
    this.#bytes = 0;
  }

  #makeRoom(): void {
    for (const key of this.#held.keys()) {
      if (this.#bytes <= MAX_HELD_BYTES || this.#held.size === 1) return;
      const [start = 0, end = 0] = key.split("-").map(Number);
      this.#held.delete(key);
      this.#bytes -= end - start;
    }
  }
}
