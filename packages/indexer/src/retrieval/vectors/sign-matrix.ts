import { loadSignKernel, type SignKernel } from "./sign-kernel.js";

const LANES = 16;
/** Slots at a time: their sums fit a page and the processor's cache. */
const CHUNK = 16_384;
const PAGE = 65_536;
// Addresses in the kernel's memory: the tables of a query, 16 rows to pack, the sums of a chunk, the levels, the
// factors of 16 rows, then the blocks.
const TABLES = 0;
const ROWS = PAGE;
const SUMS = 2 * PAGE;
const LEVELS = 3 * PAGE;
const FACTORS = LEVELS + PAGE / 2;
const BASE = 4 * PAGE;
/** Greatest number of a table: four of them stay within a byte, and the sums of 4,096 dimensions within two. */
const LARGEST = 63;
const MAX_STRIDE = 4096;
const MAX_SUM = (LARGEST * MAX_STRIDE) / 4;
const MAX_FACTOR = 2 ** 15 - 1;
/** Slots whose numbers tell the levels. */
const LEVEL_SAMPLE = 4096;
/** Slots whose sums tell what the others' are like. */
const SAMPLE = 16_384;

/** Vectors in 8-bit integers, `stride` bytes each, slot after slot. */
export interface SignSource {
  readonly stride: number;
  readonly size: number;
  /** The bytes of some slots. */
  bytes(from: number, to: number): Uint8Array;
  /** What one of these integers stands for, a number for each of some slots. */
  scales(from: number, to: number): Float32Array;
}

/** Slots from `from` up to `to`: those listed, or, where that is null, all. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
  readonly slots: Int32Array | null;
}

/**
 * The signs of vectors less their mean, one bit a dimension: what a query's numbers add up to over them tells, several
 * times as fast as the 8-bit integers, which vectors are worth a closer look. It lags behind its source until `follow`.
 */
export class SignMatrix {
  readonly #source: SignSource;
  readonly #kernel: SignKernel;
  /** Bytes of a block. */
  readonly #block: number;
  readonly #changed = new Set<number>();
  #packed = 0;
  /** Slots that there were when the levels were set. */
  #leveled = 0;
  #sums = new Uint16Array(0);
  /** Room for what is picked: 4 MB for a million, too much to get anew for every search. */
  #found = new Int32Array(0);

  /** @throws RangeError for vectors of more than 4,096 dimensions. */
  constructor(source: SignSource, kernel: SignKernel = loadSignKernel()) {
    if (source.stride > MAX_STRIDE) throw new RangeError(`${source.stride} signs a vector are not supported`);
    this.#source = source;
    this.#kernel = kernel;
    this.#block = 2 * source.stride;
  }

  /** Whether vectors of so many bytes can be held. */
  static holds(stride: number): boolean {
    return stride <= MAX_STRIDE;
  }

  /** Notes that a slot of the source has another vector. */
  touch(slot: number): void {
    const block = Math.floor(slot / LANES);
    if (block < this.#packed) this.#changed.add(block);
  }

  /** Notes that the slots of the source from this one on are gone or others. */
  cut(slot: number): void {
    this.#packed = Math.min(this.#packed, Math.floor(slot / LANES));
    if (slot === 0) this.#leveled = 0;
  }

  /** Returns about the `keep` most promising of these slots, in their order: more where many are alike. */
  best(query: Float32Array, keep: number, { from, to, slots }: SlotRange): Int32Array {
    this.#follow();
    const first = from - (from % LANES);
    const sums = this.#sumUp(query, first, to);
    const count = slots?.length ?? to - from;
    if (this.#found.length < count) this.#found = new Int32Array(count);
    if (slots === null) return picked(sums.subarray(from - first), keep, this.#found).map((i) => from + i);
    const ofSlots = new Uint16Array(slots.length);
    // The casts: indices below the lengths of both arrays.
    for (let i = 0; i < slots.length; i++) ofSlots[i] = sums[(slots[i] as number) - first] as number;
    return picked(ofSlots, keep, this.#found).map((i) => slots[i] as number);
  }

  #follow(): void {
    const { size } = this.#source;
    const blocks = Math.ceil(size / LANES);
    const missing = BASE + blocks * this.#block - this.#kernel.memory.buffer.byteLength;
    if (missing > 0) this.#kernel.memory.grow(Math.ceil(missing / PAGE));
    if (size >= 2 * this.#leveled) this.#setLevels();
    const fresh = Array.from({ length: blocks - this.#packed }, (_, i) => this.#packed + i);
    this.#pack([...this.#changed].filter((block) => block < this.#packed).concat(fresh));
    this.#changed.clear();
    // The last block is packed anew when it has room for more.
    this.#packed = Math.floor(size / LANES);
  }

  /** Sets the levels to the means of the vectors that there are, after which all are packed anew. */
  #setLevels(): void {
    const { stride, size } = this.#source;
    const sums = new Float64Array(stride);
    const step = Math.max(1, Math.floor(size / LEVEL_SAMPLE));
    let count = 0;
    for (let slot = 0; slot < size; slot += step, count++) {
      const numbers = new Int8Array(this.#source.bytes(slot, slot + 1));
      const [scale = 0] = this.#source.scales(slot, slot + 1);
      for (let i = 0; i < stride; i++) sums[i] = (sums[i] ?? 0) + (numbers[i] ?? 0) * scale;
    }
    const levels = new Int16Array(this.#kernel.memory.buffer, LEVELS, stride);
    levels.set(sums.map((sum) => Math.round((sum / Math.max(1, count)) * MAX_FACTOR)));
    this.#leveled = size;
    this.#packed = 0;
  }

  #pack(blocks: readonly number[]): void {
    const { stride, size } = this.#source;
    const [bytes, scales] = [this.#source.bytes(0, size), this.#source.scales(0, size)];
    const { buffer } = this.#kernel.memory;
    const rows = new Uint8Array(buffer, ROWS, LANES * stride);
    const factors = new Int16Array(buffer, FACTORS, LANES);
    for (const block of blocks) {
      const from = block * LANES;
      rows.set(bytes.subarray(from * stride, (from + LANES) * stride));
      for (let lane = 0; lane < LANES; lane++) factors[lane] = factorOf(scales[from + lane] ?? 0);
      this.#kernel.pack(ROWS, stride, LEVELS, FACTORS, BASE + block * this.#block);
    }
  }

  /** Returns the sums of the slots from `first`, the beginning of a block, up to `to`; until the next call. */
  #sumUp(query: Float32Array, first: number, to: number): Uint16Array {
    const { buffer } = this.#kernel.memory;
    const tables = tablesOf(query, this.#source.stride);
    new Uint8Array(buffer, TABLES, tables.length).set(tables);
    const blocks = Math.ceil((to - first) / LANES);
    if (this.#sums.length < blocks * LANES) this.#sums = new Uint16Array(blocks * LANES);
    const chunk = CHUNK / LANES;
    for (let done = 0; done < blocks; done += chunk) {
      const count = Math.min(chunk, blocks - done);
      const at = BASE + (first / LANES + done) * this.#block;
      this.#kernel.sum(at, count, TABLES, TABLES + tables.length, SUMS);
      this.#sums.set(new Uint16Array(buffer, SUMS, count * LANES), done * LANES);
    }
    return this.#sums.subarray(0, to - first);
  }
}

/** Returns by what a level is multiplied for a row of this scale: 0 where the row is 0. */
function factorOf(scale: number): number {
  return scale === 0 ? 0 : Math.min(MAX_FACTOR, Math.round(1 / scale));
}

/**
 * Returns, for each four dimensions and each pattern of their signs (bit set: below the level), how much such a vector agrees with
 * the query, as an integer from 0 to 63; the scale is the same for all.
 */
function tablesOf(query: Float32Array, stride: number): Uint8Array {
  const agreeing = new Float64Array(4 * stride);
  for (let i = 0; i < stride; i++) {
    const value = query[i] ?? 0;
    const [bit, group] = [1 << (i & 3), i >> 2];
    for (let signs = 0; signs < 16; signs++) {
      if (value < 0 === (signs & bit) > 0) {
        const at = group * 16 + signs;
        agreeing[at] = (agreeing[at] ?? 0) + Math.abs(value);
      }
    }
  }
  const most = agreeing.reduce((greatest, value) => Math.max(greatest, value), 0);
  const factor = most === 0 ? 0 : LARGEST / most;
  return Uint8Array.from(agreeing, (value) => Math.round(value * factor));
}

/** Returns the indices of about the `keep` greatest of these sums, in `found`: a sample tells how great those are. */
function picked(sums: Uint16Array, keep: number, found: Int32Array): Int32Array {
  const least = leastOf(sums, keep);
  let size = 0;
  for (let i = 0; i < sums.length; i++) if ((sums[i] as number) >= least) found[size++] = i;
  return found.subarray(0, size);
}

function leastOf(sums: Uint16Array, keep: number): number {
  if (keep >= sums.length) return 0;
  const counts = new Uint16Array(MAX_SUM + 1);
  const step = Math.max(1, Math.floor(sums.length / SAMPLE));
  // The casts: indices below the length, and sums of at most `MAX_SUM`.
  for (let i = 0; i < sums.length; i += step)
    counts[sums[i] as number] = (counts[sums[i] as number] as number) + 1;
  let least = MAX_SUM;
  for (let left = keep / step; least > 0; least--) {
    left -= counts[least] as number;
    if (left <= 0) break;
  }
  return least;
}
