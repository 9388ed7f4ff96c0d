import { type DotKernel, LARGEST, loadDotKernel } from "./dot-kernel.js";

/** The kernel reads 16 numbers at a time; a row is filled up with zeros. */
const STEP = 16;
/** Rows at a time: what is written between two looks fits the processor's cache. */
const BLOCK = 16_384;
const PAGE = 65_536;
// Addresses in the kernel's memory: the query, the numbers of the rows of a block, their products, then the matrix.
const QUERY = 0;
const SLOTS = PAGE;
const OUT = 2 * PAGE;
/** A vector before it is in the matrix, in the place of slots and products. */
const FLOATS = SLOTS;
const BASE = 3 * PAGE;
/** 2 bytes for each number of a query have room before the slots. */
const MAX_DIMENSION = PAGE / 2;

/** Takes the similarities of a block: number `i` is that of slot `slots[i]`, or of `first + i` if all are scanned. */
export type TakeBlock = (similarities: Float32Array, count: number, first: number) => void;

/**
 * Unit vectors in 8-bit integers, each with its own scale, in slots from 0. A similarity is off by 0.001 for usual
 * vectors and by `sqrt(dimension) / 254` of the vector's largest number at most.
 */
export class QuantizedMatrix {
  readonly dimension: number;
  /** Bytes of one row. */
  readonly stride: number;
  readonly #kernel: DotKernel;
  readonly #found = new Float32Array(BLOCK);
  #scales = new Float32Array(0);
  #size = 0;

  /** @throws RangeError for a dimension beyond 32,768. */
  constructor(dimension: number, kernel: DotKernel = loadDotKernel()) {
    if (dimension > MAX_DIMENSION)
      throw new RangeError(`Vectors of ${dimension} dimensions are not supported`);
    this.dimension = dimension;
    this.stride = Math.max(STEP, Math.ceil(dimension / STEP) * STEP);
    this.#kernel = kernel;
    this.#reserve(0);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds slots, or drops the last ones. New ones hold what they are given by `bytes`, `scales` or `put`. */
  resize(size: number): void {
    if (size > this.#scales.length) this.#reserve(size);
    this.#size = size;
  }

  /** The bytes of some slots; useless after the next `resize`. */
  bytes(from: number, to: number): Uint8Array {
    return new Uint8Array(this.#kernel.memory.buffer, BASE + from * this.stride, (to - from) * this.stride);
  }

  /** The scales of some slots; useless after the next `resize`. */
  scales(from: number, to: number): Float32Array {
    return this.#scales.subarray(from, to);
  }

  /** Writes a vector into a slot. */
  put(slot: number, values: Float32Array): void {
    const floats = new Float32Array(this.#kernel.memory.buffer, FLOATS, this.stride);
    floats.fill(0, values.length);
    floats.set(values);
    const factor = this.#kernel.quantize(FLOATS, BASE + slot * this.stride, this.stride);
    this.#scales[slot] = factor === 0 ? 0 : 1 / factor;
  }

  /** Copies one slot into another. */
  copy(from: number, to: number): void {
    this.bytes(to, to + 1).set(this.bytes(from, from + 1));
    this.#scales[to] = this.#scales[from] ?? 0;
  }

  /** Hands over the similarities of all slots, or of the given ones, block by block, in their order. */
  compare(query: Float32Array, slots: Int32Array | null, take: TakeBlock): void {
    const unit = this.#setQuery(query);
    const count = slots?.length ?? this.#size;
    for (let first = 0; first < count; first += BLOCK) {
      const length = Math.min(BLOCK, count - first);
      if (slots === null) this.#scan(first, length);
      else this.#gather(slots.subarray(first, first + length));
      this.#scaled(slots, first, length, unit);
      take(this.#found, length, first);
    }
  }

  #scan(first: number, length: number): void {
    this.#kernel.scan(BASE + first * this.stride, length, QUERY, this.stride, OUT);
  }

  #gather(slots: Int32Array): void {
    new Int32Array(this.#kernel.memory.buffer, SLOTS, slots.length).set(slots);
    this.#kernel.gather(BASE, SLOTS, slots.length, QUERY, this.stride, OUT);
  }

  #scaled(slots: Int32Array | null, first: number, length: number, unit: number): void {
    const sums = new Int32Array(this.#kernel.memory.buffer, OUT, length);
    const found = this.#found;
    const scales = this.#scales;
    // The casts: indices below `length`, and slots of this matrix.
    if (slots === null) {
      for (let i = 0; i < length; i++) found[i] = (sums[i] as number) * (scales[first + i] as number) * unit;
    } else {
      for (let i = 0; i < length; i++)
        found[i] = (sums[i] as number) * (scales[slots[first + i] as number] as number) * unit;
    }
  }

  /** Writes the query in 16-bit integers so small that no sum leaves 32 bits; returns what one of them stands for. */
  #setQuery(query: Float32Array): number {
    const limit = Math.min(32_767, Math.floor(2 ** 31 / ((LARGEST + 1) * this.stride)) - 1);
    let largest = 0;
    for (const value of query) largest = Math.max(largest, Math.abs(value));
    const factor = largest === 0 ? 0 : limit / largest;
    const target = new Int16Array(this.#kernel.memory.buffer, QUERY, this.stride);
    for (let i = 0; i < this.stride; i++) target[i] = Math.round((query[i] ?? 0) * factor);
    return factor === 0 ? 0 : 1 / factor;
  }

  #reserve(size: number): void {
    const capacity = Math.max(size, this.#scales.length * 2);
    const scales = new Float32Array(capacity);
    scales.set(this.#scales);
    this.#scales = scales;
    const missing = BASE + capacity * this.stride - this.#kernel.memory.buffer.byteLength;
    if (missing > 0) this.#kernel.memory.grow(Math.ceil(missing / PAGE));
  }
}
