import { TopScores } from "../../collections/top-scores.js";
import type { StoredVector, VectorHit, VectorReader, VectorState } from "../../ports/vector-reader.js";
import { QuantizedMatrix } from "./quantized-matrix.js";

/** Vectors read from the store at a time: about 3 MB. */
const BATCH = 2000;

/** Vectors that were saved in 8 bits a number. */
export interface SavedVectors {
  readonly count: number;
  readonly lastSeq: number;
  /**
   * Reads them into a matrix of `count` slots and returns their ids, a list that is the caller's own.
   * @throws where they are not what was saved.
   */
  readInto(matrix: QuantizedMatrix): Promise<string[]>;
}

/**
 * The vectors of a greater `seq` than a base (0: all of them), in memory, in 8 bits a number. `refresh` brings it to
 * the store's state; between refreshes it does not change.
 */
export class VectorMatrix {
  readonly #reader: VectorReader;
  readonly #vectors: QuantizedMatrix;
  /** The model of each slot, and the slot of each model. */
  #ids: string[] = [];
  #slots = new Map<string, number>();
  /** The slots of lists of models, which searches under the same filters give again and again. */
  #lists = new WeakMap<readonly string[], Int32Array>();
  #lastSeq: number;
  /** The store's state at the last refresh; null before the first. */
  #seen: VectorState | null = null;

  constructor(reader: VectorReader, dimension: number, baseSeq: number) {
    this.#reader = reader;
    this.#vectors = new QuantizedMatrix(dimension);
    this.#lastSeq = baseSeq;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Bytes of one vector. */
  get stride(): number {
    return this.#vectors.stride;
  }

  /** The greatest `seq` it holds; the base where it holds none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  has(id: string): boolean {
    return this.#slots.has(id);
  }

  /** Takes saved vectors, in the place of all; the next refresh reads what is newer. */
  async restore(saved: SavedVectors): Promise<void> {
    this.#vectors.resize(saved.count);
    this.#ids = await saved.readInto(this.#vectors);
    this.#slots = new Map();
    // With `entries()` each pair is an array: 13 ms more of a cold search of 58,000 models.
    let slot = 0;
    for (const id of this.#ids) this.#slots.set(id, slot++);
    this.#lastSeq = saved.lastSeq;
    this.#seen = { count: saved.count, lastSeq: saved.lastSeq };
  }

  /** Whether it holds what it has to of the store's present state. */
  async isCurrent(): Promise<boolean> {
    return this.#isOf(await this.#reader.state());
  }

  /** Reads what changed; nothing where nothing did. Calls must not overlap. */
  async refresh(): Promise<void> {
    const state = await this.#reader.state();
    if (this.#isOf(state)) return;
    this.#lists = new WeakMap();
    for (;;) {
      const batch = await this.#reader.after(this.#lastSeq, BATCH);
      for (const vector of batch) this.#put(vector);
      if (batch.length < BATCH) break;
    }
    if (this.size !== state.count) this.#keep(new Set((await this.#reader.keys()).map(({ id }) => id)));
    this.#seen = state;
  }

  /** Returns the k nearest of these models (null: of all) by their similarity in 8 bits. */
  near(query: Float32Array, k: number, ids: readonly string[] | null): VectorHit[] {
    const best = new TopScores(k);
    const slots = ids === null ? null : this.#listed(ids);
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      // Nearly all of them stop at the bound: it is a variable of the loop.
      let bound = best.threshold;
      for (let i = 0; i < count; i++) {
        // The cast: an index below the count.
        const similarity = similarities[i] as number;
        if (similarity < bound) continue;
        best.offer(slots === null ? first + i : (slots[first + i] ?? 0), similarity);
        bound = best.threshold;
      }
    });
    return best.sorted().map(({ item, score }) => ({ id: this.#ids[item] ?? "", similarity: score }));
  }

  /** Returns the similarity in 8 bits of each of these models, in their order; NaN for one that has no vector. */
  estimates(query: Float32Array, ids: readonly string[]): Float64Array {
    const found = new Float64Array(ids.length).fill(Number.NaN);
    const slots = this.#slotsOf(ids);
    const isWhole = slots.length === ids.length;
    const known = isWhole ? null : ids.flatMap((id, place) => (this.#slots.has(id) ? [place] : []));
    this.#vectors.compare(query, slots, (similarities, count, first) => {
      for (let i = 0; i < count; i++) found[known?.[first + i] ?? first + i] = similarities[i] ?? 0;
    });
    return found;
  }

  /** The vectors of these models as they lie here, in their order. Every model must have one. */
  *slices(ids: readonly string[]): Generator<{ readonly scale: number; readonly bytes: Uint8Array }> {
    for (const slot of this.#slotsOf(ids)) {
      const [scale = 0] = this.#vectors.scales(slot, slot + 1);
      yield { scale, bytes: this.#vectors.bytes(slot, slot + 1) };
    }
  }

  #isOf({ count, lastSeq }: VectorState): boolean {
    return this.#seen?.count === count && this.#seen.lastSeq === lastSeq;
  }

  #listed(ids: readonly string[]): Int32Array {
    const slots = this.#lists.get(ids) ?? this.#slotsOf(ids).sort();
    this.#lists.set(ids, slots);
    return slots;
  }

  /** Returns the slots of those of the models that have one, in their order. */
  #slotsOf(ids: readonly string[]): Int32Array {
    const slots = new Int32Array(ids.length);
    let count = 0;
    for (const id of ids) {
      const slot = this.#slots.get(id);
      if (slot !== undefined) slots[count++] = slot;
    }
    return slots.slice(0, count);
  }

  #put({ id, seq, values }: StoredVector): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (values.length !== this.#vectors.dimension) return;
    let slot = this.#slots.get(id);
    if (slot === undefined) {
      slot = this.#ids.push(id) - 1;
      this.#slots.set(id, slot);
      this.#vectors.resize(slot + 1);
    }
    this.#vectors.put(slot, values);
  }

  /** Drops the models that are gone, moving the last vector into each gap. */
  #keep(live: ReadonlySet<string>): void {
    for (let slot = this.size - 1; slot >= 0; slot--) {
      const id = this.#ids[slot] ?? "";
      if (live.has(id)) continue;
      const last = this.size - 1;
      const moved = this.#ids[last] ?? "";
      this.#vectors.copy(last, slot);
      this.#vectors.resize(last);
      this.#ids[slot] = moved;
      this.#slots.set(moved, slot);
      this.#ids.pop();
      this.#slots.delete(id);
    }
  }
}
