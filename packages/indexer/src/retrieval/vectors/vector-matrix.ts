import type { RegistryReader, StoredVector, VectorHit } from "@hugginggpt/shared";
import { KeptScan } from "./kept-scan.js";
import { QuantizedMatrix } from "./quantized-matrix.js";
import { RowSlots } from "./row-slots.js";
import { SignMatrix, type SlotRange } from "./sign-matrix.js";
import { TopHits } from "./top-hits.js";
import type { VectorFile } from "./vector-file.js";

/**
 * From this many slots on their signs are looked at first. Of the best by signs, a share and no fewer than the least
 * number are compared: measured to hold 0.99 and more of the true ten (docs/decisions/0005-vector-search.md).
 */
const SIGNS_FROM = 131_072;
const LEAST_KEPT = 10_000;
const SHARE_KEPT = 0.03;
/** Slots of a list may be spread over so many times as many before looking at all of those takes longer than it saves. */
const WIDEST_SPREAD = 4;

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
  #slotLists = new WeakMap<readonly number[], SlotRange>();
  readonly #signs: SignMatrix;
  readonly #signsFrom: number;
  /** Whether it was searched before: a process that searches once does without signs, which take time to make. */
  #wasSearched = false;
  /** What the last scan of all vectors found. */
  readonly #scan = new KeptScan();
  #lastSeq: number;
  #version = -1;

  /** `signsFrom`: from how many slots on their signs are looked at first. */
  constructor(reader: RegistryReader, dimension: number, baseSeq: number, signsFrom = SIGNS_FROM) {
    this.#reader = reader;
    this.#signsFrom = signsFrom;
    this.#vectors = new QuantizedMatrix(dimension);
    this.#signs = new SignMatrix(this.#vectors);
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
    this.#scan.forget();
    this.#signs.cut(0);
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
    this.#scan.forget();
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
    const range = rows === null ? { from: 0, to: this.size, slots: null } : this.#knownSlotsOf(rows);
    const slots = this.#promising(query, k, range);
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      if (slots === null) this.#scan.keep(query, similarities, count, first);
      // Nearly all of them stop at the bound: it is a variable of the loop.
      let bound = best.threshold;
      for (let i = 0; i < count; i++) {
        // The cast: an index below the count.
        const similarity = similarities[i] as number;
        if (similarity < bound) continue;
        const slot = slots === null ? first + i : (slots[first + i] ?? 0);
        best.offer(this.#slots.rowAt(slot), similarities, i);
        bound = best.threshold;
      }
    });
    return best.sorted();
  }

  /** Returns the similarity in 8 bits of each of these rows, in their order; NaN for one that has no vector. */
  estimates(query: Float32Array, rows: readonly number[]): Float64Array {
    // One without a vector is compared as if it had the first.
    const slots = new Int32Array(rows.length);
    rows.forEach((row, i) => {
      slots[i] = Math.max(0, this.#slots.slotOf(row));
    });
    const found = new Float64Array(rows.length);
    const scanned = this.#scan.of(query);
    if (scanned !== null)
      slots.forEach((slot, i) => {
        found[i] = scanned[slot] ?? 0;
      });
    else if (this.size > 0)
      this.#vectors.compare(query, slots, (similarities, count, first) =>
        found.set(similarities.subarray(0, count), first),
      );
    rows.forEach((row, i) => {
      if (!this.has(row)) found[i] = Number.NaN;
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

  /** Returns the slots that are worth being compared; null for all. */
  #promising(query: Float32Array, k: number, range: SlotRange): Int32Array | null {
    const { from, to, slots } = range;
    const count = slots?.length ?? to - from;
    const isWarm = this.#wasSearched;
    this.#wasSearched = true;
    if (!isWarm || count < this.#signsFrom || to - from > WIDEST_SPREAD * count) return slots;
    const keep = Math.max(LEAST_KEPT, 20 * k, Math.ceil(count * SHARE_KEPT));
    const found = this.#signs.best(query, keep, range);
    return found.length < k ? slots : found;
  }

  #knownSlotsOf(rows: readonly number[]): SlotRange {
    const known = this.#slotLists.get(rows);
    if (known !== undefined) return known;
    const slots = this.#slotsOf(rows);
    const [first = 0] = slots;
    const from = slots.reduce((least, slot) => Math.min(least, slot), first);
    const to = 1 + slots.reduce((most, slot) => Math.max(most, slot), -1);
    const range = { from, to, slots };
    this.#slotLists.set(rows, range);
    return range;
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
    this.#signs.touch(slot);
  }

  /** Drops the rows that are gone, moving the last vector into each gap. */
  #keep(live: ReadonlySet<number>): void {
    for (let at = this.#slots.size - 1; at >= 0; at--) {
      const row = this.#slots.rowAt(at);
      if (live.has(row)) continue;
      const { slot, last } = this.#slots.remove(row);
      this.#vectors.copy(last, slot);
      this.#vectors.resize(last);
      this.#signs.touch(slot);
      this.#signs.cut(last);
    }
  }
}
