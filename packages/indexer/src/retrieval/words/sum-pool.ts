/** Sums that no search uses, for the next one: a million of them are 4 MB, which costs more to get than to clear. */
export class SumPool {
  readonly #free: Float32Array[] = [];

  /** Returns zeros, as many as the last that were given back. */
  take(): Float32Array {
    return this.#free.pop()?.fill(0) ?? new Float32Array(1024);
  }

  /** Takes sums back, which nobody may use any more. */
  give(sums: Float32Array): void {
    this.#free.push(sums);
  }
}
