import type { RegistryReader, StoredVector, VectorHit } from "@hugginggpt/shared";
import { QuantizedMatrix } from "./quantized-matrix.js";
import { RowSlots } from "./row-slots.js";
import { TopHits } from "./top-hits.js";
import type { VectorFile } from "./vector-file.js";

/** Vectors read from the store at a time: about 3 MB. */
const BATCH = 2000;

/**
 * The vectors of a greater `seq` than a base (0: all of them), in memory, in 8 bits a number. `refresh` brings it to the
 * store's state; between refreshes it does not change.
 */
export class VectorMatrix {
  readonly #reader: RegistryReader;
  readonly #vectors: QuantizedMatrix;
  readonly #slots = new RowSlots();
  /** The slots of lists of rows, which searches of a task give again and again, as long as nothing changes. */
  #slotLists = new WeakMap<readonly number[], Int32Array>();
  #lastSeq: number;
  #version = -1;

  constructor(reader: RegistryReader, dimension: number, baseSeq: number) {
    this.#reader = reader;
    this.#vectors = new QuantizedMatrix(dimension);
    this.#lastSeq = baseSeq;
  }

  get size(): number {
    return this.#slots.size;
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
    return this.#slots.slotOf(row) >= 0;
  }

  /** Takes the vectors of a file, in the place of all; the next refresh reads what is newer. */
  async restore(file: VectorFile): Promise<void> {
    this.#slotLists = new WeakMap();
    this.#vectors.resize(file.count);
    this.#slots.restore(await file.readInto(this.#vectors));
    this.#lastSeq = file.lastSeq;
    this.#version = file.version;
  }

  /** Reads what changed; nothing where nothing did. Calls must not overlap. */
  async refresh(live?: ReadonlySet<number>): Promise<void> {
    const version = await this.#reader.vectorVersion();
    if (version === this.#version) return;
    this.#slotLists = new WeakMap();
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
    const slots = rows === null ? null : this.#knownSlotsOf(rows);
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      for (let i = 0; i < count; i++) {
        const similarity = similarities[i] ?? 0;
        if (similarity < best.threshold) continue;
        const slot = slots === null ? first + i : (slots[first + i] ?? 0);
        best.offer(this.#slots.rowAt(slot), similarity);
      }
    });
    return best.sorted();
  }

  /** Returns the similarity in 8 bits of each of these rows that has a vector. */
  estimates(query: Float32Array, rows: readonly number[]): Map<number, number> {
    const slots = this.#slotsOf(rows);
    const found = new Map<number, number>();
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      for (let i = 0; i < count; i++)
        found.set(this.#slots.rowAt(slots[first + i] ?? 0), similarities[i] ?? 0);
    });
    return found;
  }

  /** The vectors of these rows as they lie here, in their order. Every row must have one. */
  *slices(rows: readonly number[]): Generator<{ readonly scale: number; readonly bytes: Uint8Array }> {
    for (const row of rows) {
      const slot = this.#slots.slotOf(row);
      const [scale = 0] = this.#vectors.scales(slot, slot + 1);
      yield { scale, bytes: this.#vectors.bytes(slot, slot + 1) };
    }
  }

  #knownSlotsOf(rows: readonly number[]): Int32Array {
    const known = this.#slotLists.get(rows);
    if (known !== undefined) return known;
    const slots = this.#slotsOf(rows);
    this.#slotLists.set(rows, slots);
    return slots;
  }

  #slotsOf(rows: readonly number[]): Int32Array {
    const slots = new Int32Array(rows.length);
    let count = 0;
    for (const row of rows) {
      const slot = this.#slots.slotOf(row);
      if (slot >= 0) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  }

  #put({ row, seq, values }: StoredVector): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (values.length !== this.#vectors.dimension) return;
    let slot = this.#slots.slotOf(row);
    if (slot < 0) {
      slot = this.#slots.add(row);
      this.#vectors.resize(slot + 1);
    }
    this.#vectors.put(slot, values);
  }

  /** Drops the rows that are gone, moving the last vector into each gap. */
  #keep(live: ReadonlySet<number>): void {
    for (let at = this.#slots.size - 1; at >= 0; at--) {
      const row = this.#slots.rowAt(at);
      if (live.has(row)) continue;
      const { slot, last } = this.#slots.remove(row);
      this.#vectors.copy(last, slot);
      this.#vectors.resize(last);
    }
  }
}
