import type { VectorHit } from "@hugginggpt/shared";

/** Collects the k best hits offered: greatest similarity first, ties by the smaller row. Kept sorted; k is small. */
export class TopHits {
  readonly #limit: number;
  readonly #hits: VectorHit[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(row: number, similarity: number): void {
    const hits = this.#hits;
    const worst = hits.length < this.#limit ? undefined : hits.at(-1);
    const hit = { row, similarity };
    if (this.#limit === 0 || (worst !== undefined && byRank(worst, hit) <= 0)) return;
    if (worst !== undefined) hits.pop();
    let [low, high] = [0, hits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = hits[middle];
      if (other !== undefined && byRank(other, hit) <= 0) low = middle + 1;
      else high = middle;
    }
    hits.splice(low, 0, hit);
  }

  /** Returns the hits, best first. */
  sorted(): VectorHit[] {
    return [...this.#hits];
  }
}

/** Orders hits: greatest similarity first, ties by row. */
export function byRank(a: VectorHit, b: VectorHit): number {
  return b.similarity - a.similarity || a.row - b.row;
}
