import type { RegistryReader, StoredVector, VectorHit } from "@hugginggpt/shared";
import { QuantizedMatrix } from "./quantized-matrix.js";
import { TopHits } from "./top-hits.js";

/** Vectors read from the store at a time: about 3 MB. */
const BATCH = 2000;

/** Vectors that were saved in 8 bits a number. */
export interface SavedVectors {
  readonly count: number;
  readonly lastSeq: number;
  /** The store's version when they were saved. */
  readonly version: number;
  /** Reads them into a matrix of `count` slots and returns their rows. @throws where they are not what was saved. */
  readInto(matrix: QuantizedMatrix): Promise<Int32Array>;
}

/**
 * The vectors of a greater `seq` than a base (0: all of them), in memory, in 8 bits a number. `refresh` brings it to the
 * store's state; between refreshes it does not change.
 */
export class VectorMatrix {
  readonly #reader: RegistryReader;
  readonly #vectors: QuantizedMatrix;
  /** The row of each slot, and the slot of each row. */
  #rows: number[] = [];
  #slots = new Map<number, number>();
  #lastSeq: number;
  #version = -1;

  constructor(reader: RegistryReader, dimension: number, baseSeq: number) {
    this.#reader = reader;
    this.#vectors = new QuantizedMatrix(dimension);
    this.#lastSeq = baseSeq;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Bytes of one vector. */
  get stride(): number {
    return this.#vectors.stride;
  }

  /** The greatest `seq` it holds; the base where it holds none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The store's version at the last refresh; -1 before the first. */
  get version(): number {
    return this.#version;
  }

  has(row: number): boolean {
    return this.#slots.has(row);
  }

  /** Takes saved vectors, in the place of all; the next refresh reads what is newer. */
  async restore(saved: SavedVectors): Promise<void> {
    this.#vectors.resize(saved.count);
    this.#rows = [...(await saved.readInto(this.#vectors))];
    this.#slots = new Map(this.#rows.map((row, slot) => [row, slot]));
    this.#lastSeq = saved.lastSeq;
    this.#version = saved.version;
  }

  /** Reads what changed; nothing where nothing did. Calls must not overlap. */
  async refresh(live?: ReadonlySet<number>): Promise<void> {
    const version = await this.#reader.vectorVersion();
    if (version === this.#version) return;
    for (;;) {
      const batch = await this.#reader.vectorsAfter(this.#lastSeq, BATCH);
      for (const vector of batch) this.#put(vector);
      if (batch.length < BATCH) break;
    }
    this.#keep(live ?? new Set(await this.#reader.vectorRows()));
    this.#version = version;
  }

  /** Returns the k nearest of these rows (null: of all) by their similarity in 8 bits; ties by row. */
  near(query: Float32Array, k: number, rows: readonly number[] | null): VectorHit[] {
    const best = new TopHits(k);
    const slots = rows === null ? null : this.#slotsOf(rows);
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      // Nearly all of them stop at the bound: it is a variable of the loop.
      let bound = best.threshold;
      for (let i = 0; i < count; i++) {
        // The cast: an index below the count.
        const similarity = similarities[i] as number;
        if (similarity < bound) continue;
        const slot = slots === null ? first + i : (slots[first + i] ?? 0);
        best.offer(this.#rows[slot] ?? 0, similarity);
        bound = best.threshold;
      }
    });
    return best.sorted();
  }

  /** Returns the similarity in 8 bits of each of these rows, in their order; NaN for one that has no vector. */
  estimates(query: Float32Array, rows: readonly number[]): Float64Array {
    const found = new Float64Array(rows.length).fill(Number.NaN);
    const known = rows.flatMap((row, place) => (this.#slots.has(row) ? [place] : []));
    const slots = this.#slotsOf(rows);
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      for (let i = 0; i < count; i++) found[known[first + i] ?? 0] = similarities[i] ?? 0;
    });
    return found;
  }

  /** The vectors of these rows as they lie here, in their order. Every row must have one. */
  *slices(rows: readonly number[]): Generator<{ readonly scale: number; readonly bytes: Uint8Array }> {
    for (const slot of this.#slotsOf(rows)) {
      const [scale = 0] = this.#vectors.scales(slot, slot + 1);
      yield { scale, bytes: this.#vectors.bytes(slot, slot + 1) };
    }
  }

  /** Returns the slots of those of the rows that have one, in their order. */
  #slotsOf(rows: readonly number[]): Int32Array {
    const slots = new Int32Array(rows.length);
    let count = 0;
    for (const row of rows) {
      const slot = this.#slots.get(row);
      if (slot !== undefined) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  }

  #put({ row, seq, values }: StoredVector): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (values.length !== this.#vectors.dimension) return;
    let slot = this.#slots.get(row);
    if (slot === undefined) {
      slot = this.#rows.push(row) - 1;
      this.#slots.set(row, slot);
      this.#vectors.resize(slot + 1);
    }
    this.#vectors.put(slot, values);
  }

  /** Drops the rows that are gone, moving the last vector into each gap. */
  #keep(live: ReadonlySet<number>): void {
    for (let slot = this.size - 1; slot >= 0; slot--) {
      const row = this.#rows[slot] ?? 0;
      if (live.has(row)) continue;
      const last = this.size - 1;
      this.#vectors.copy(last, slot);
      this.#vectors.resize(last);
      const moved = this.#rows[last] ?? 0;
      this.#rows[slot] = moved;
      this.#slots.set(moved, slot);
      this.#rows.pop();
      this.#slots.delete(row);
    }
  }
}
