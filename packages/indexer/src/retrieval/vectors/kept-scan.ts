/** The similarities that the last scan of all slots found, for whoever asks for some of them again. */
export class KeptScan {
  #query: Float32Array | null = null;
  #similarities = new Float32Array(0);
  #size = 0;

  /** Keeps a block of a scan: `count` similarities from slot `first` on. Blocks come in their order. */
  keep(query: Float32Array, similarities: Float32Array, count: number, first: number): void {
    this.#query = query;
    this.#size = first + count;
    if (this.#size > this.#similarities.length) this.#makeRoom();
    this.#similarities.set(similarities.subarray(0, count), first);
  }

  /** Returns the similarities by slot, good until the next scan; null where the last scan was for another query. */
  of(query: Float32Array): Float32Array | null {
    return query === this.#query ? this.#similarities.subarray(0, this.#size) : null;
  }

  /** Must be called when a vector changes. */
  forget(): void {
    this.#query = null;
  }

  #makeRoom(): void {
    const longer = new Float32Array(Math.max(this.#size, 2 * this.#similarities.length));
    longer.set(this.#similarities);
    this.#similarities = longer;
  }
}
