import type { VectorHit } from "@hugginggpt/shared";

/**
 * Collects the k best rows offered: greatest score first, ties by the smaller row. A heap whose root is the worst, in
 * typed arrays: millions of rows are offered.
 */
export class TopHits {
  readonly #limit: number;
  /** One place more than hits: where a hit stands that is looked at. */
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  #size = 0;
  readonly #threshold = new Float64Array(1);

  constructor(limit: number) {
    this.#limit = limit;
    this.#scores = new Float64Array(limit + 1);
    this.#rows = new Int32Array(limit + 1);
    this.#threshold[0] = limit === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  /** A score below it changes nothing; check it before `offer` in a hot loop. */
  get threshold(): number {
    return this.#threshold[0] ?? 0;
  }

  offer(row: number, score: number): void {
    const at = this.#size;
    this.#set(at, row, score);
    if (at < this.#limit) {
      this.#size++;
      this.#rise(at);
    } else {
      if (at === 0 || !this.#isWorseAt(0, at)) return;
      this.#set(0, row, score);
      this.#sink();
    }
    if (this.#size === this.#limit) this.#threshold[0] = this.#scores[0] ?? 0;
  }

  /** Returns the hits, best first. */
  sorted(): VectorHit[] {
    return Array.from({ length: this.#size }, (_, i) => ({
      row: this.#rows[i] ?? 0,
      similarity: this.#scores[i] ?? 0,
    })).sort(byRank);
  }

  /** Hands over the hits, in no order. */
  each(take: (row: number, score: number) => void): void {
    // The casts: indices below the size.
    for (let i = 0; i < this.#size; i++) take(this.#rows[i] as number, this.#scores[i] as number);
  }

  /** Puts the hit of a place, which may be worse than those above it, where it belongs. */
  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorseAt(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Puts the first hit, which may be better than those below it, where it belongs. */
  #sink(): void {
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= this.#size) return;
      if (child + 1 < this.#size && this.#isWorseAt(child + 1, child)) child++;
      if (!this.#isWorseAt(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    const row = this.#rows[a] ?? 0;
    const score = this.#scores[a] ?? 0;
    this.#set(a, this.#rows[b] ?? 0, this.#scores[b] ?? 0);
    this.#set(b, row, score);
  }

  #isWorseAt(a: number, b: number): boolean {
    return isWorse(this.#scores[a] ?? 0, this.#rows[a] ?? 0, this.#scores[b] ?? 0, this.#rows[b] ?? 0);
  }

  #set(at: number, row: number, score: number): void {
    this.#scores[at] = score;
    this.#rows[at] = row;
  }
}

function isWorse(score: number, row: number, other: number, otherRow: number): boolean {
  return score < other || (score === other && row > otherRow);
}

/** Orders hits: greatest similarity first, ties by row. */
export function byRank(a: VectorHit, b: VectorHit): number {
  return b.similarity - a.similarity || a.row - b.row;
}
