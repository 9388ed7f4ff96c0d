import type { RegistryReader, StoredVector, VectorHit, VectorIndex } from "@hugginggpt/shared";
import { TopHits } from "./top-hits.js";

/** Vectors read from the store at a time: about 3 MB. */
const BATCH = 2000;

/**
 * The vectors of a greater `seq` than a base (0: all of them), in memory, searched exactly. `refresh` brings it to the
 * store's state; between refreshes it does not change.
 */
export class VectorMatrix implements VectorIndex {
  readonly kind = "exact";
  readonly #reader: RegistryReader;
  readonly #dimension: number;
  #lastSeq: number;
  #version = -1;
  #values = new Float32Array(0);
  #rows: number[] = [];
  #slots = new Map<number, number>();

  constructor(reader: RegistryReader, dimension: number, baseSeq: number) {
    this.#reader = reader;
    this.#dimension = dimension;
    this.#lastSeq = baseSeq;
  }

  get size(): number {
    return this.#rows.length;
  }

  has(row: number): boolean {
    return this.#slots.has(row);
  }

  /** Reads what changed; nothing where nothing did. Calls must not overlap. */
  async refresh(live?: ReadonlySet<number>): Promise<void> {
    const { version } = await this.#reader.vectorState();
    if (version === this.#version) return;
    for (;;) {
      const batch = await this.#reader.vectorsAfter(this.#lastSeq, BATCH);
      for (const vector of batch) this.#put(vector);
      if (batch.length < BATCH) break;
    }
    this.#keep(live ?? new Set(await this.#reader.vectorRows()));
    this.#version = version;
  }

  search(query: Float32Array, k: number, rows: readonly number[] | null): readonly VectorHit[] {
    const best = new TopHits(k);
    if (rows === null) {
      for (const [slot, row] of this.#rows.entries()) best.offer(row, this.#dot(query, slot));
      return best.sorted();
    }
    for (const row of rows) {
      const slot = this.#slots.get(row);
      if (slot !== undefined) best.offer(row, this.#dot(query, slot));
    }
    return best.sorted();
  }

  #dot(query: Float32Array, slot: number): number {
    const values = this.#values;
    const dimension = this.#dimension;
    const base = slot * dimension;
    let sum = 0;
    // Indices stay within both arrays, so the fallbacks are never taken; they cost nothing measurable.
    for (let i = 0; i < dimension; i++) sum += (query[i] ?? 0) * (values[base + i] ?? 0);
    return sum;
  }

  #put({ row, seq, values }: StoredVector): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (values.length !== this.#dimension) return;
    let slot = this.#slots.get(row);
    if (slot === undefined) {
      slot = this.#rows.length;
      this.#rows.push(row);
      this.#slots.set(row, slot);
      this.#reserve(this.#rows.length);
    }
    this.#values.set(values, slot * this.#dimension);
  }

  #reserve(count: number): void {
    const needed = count * this.#dimension;
    if (needed <= this.#values.length) return;
    const grown = new Float32Array(Math.max(needed, this.#values.length * 2, BATCH * this.#dimension));
    grown.set(this.#values);
    this.#values = grown;
  }

  /** Drops the rows that are gone, moving the last vector into each gap. */
  #keep(live: ReadonlySet<number>): void {
    for (let slot = this.#rows.length - 1; slot >= 0; slot--) {
      const row = this.#rows[slot];
      if (row === undefined || live.has(row)) continue;
      const lastSlot = this.#rows.length - 1;
      const lastRow = this.#rows[lastSlot] ?? row;
      this.#values.copyWithin(
        slot * this.#dimension,
        lastSlot * this.#dimension,
        (lastSlot + 1) * this.#dimension,
      );
      this.#rows[slot] = lastRow;
      this.#slots.set(lastRow, slot);
      this.#rows.pop();
      this.#slots.delete(row);
    }
  }
}
