import type { VectorHit } from "@hugginggpt/shared";

/**
 * Collects the k best rows offered: greatest score first, ties by the smaller row. A heap whose root is the worst, in
 * typed arrays: millions of rows are offered.
 */
export class TopHits {
  readonly #limit: number;
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  #size = 0;
  /** A score below it changes nothing; check it before `offer` in a hot loop. */
  threshold: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#scores = new Float64Array(limit);
    this.#rows = new Int32Array(limit);
    this.threshold = limit === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  offer(row: number, score: number): void {
    if (this.#size < this.#limit) {
      this.#rise(this.#size++, row, score);
    } else {
      const [worst = 0, worstRow = 0] = [this.#scores[0], this.#rows[0]];
      if (this.#limit === 0 || !isWorse(worst, worstRow, score, row)) return;
      this.#sink(row, score);
    }
    if (this.#size === this.#limit) this.threshold = this.#scores[0] ?? this.threshold;
  }

  /** Returns the hits, best first. */
  sorted(): VectorHit[] {
    return Array.from({ length: this.#size }, (_, i) => ({
      row: this.#rows[i] ?? 0,
      similarity: this.#scores[i] ?? 0,
    })).sort(byRank);
  }

  #rise(from: number, row: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isWorse(score, row, this.#scores[parent] ?? 0, this.#rows[parent] ?? 0)) break;
      this.#set(at, this.#rows[parent] ?? 0, this.#scores[parent] ?? 0);
      at = parent;
    }
    this.#set(at, row, score);
  }

  #sink(row: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isWorseAt(child + 1, child)) child++;
      if (!isWorse(this.#scores[child] ?? 0, this.#rows[child] ?? 0, score, row)) break;
      this.#set(at, this.#rows[child] ?? 0, this.#scores[child] ?? 0);
      at = child;
    }
    this.#set(at, row, score);
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
