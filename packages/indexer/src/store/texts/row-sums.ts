import { type Scored, TopScores } from "../../collections/top-scores.js";

/** What one word adds to the score of every model that has it. */
export interface WordScores {
  readonly rows: Int32Array;
  /** The greatest of them; 0 if there is none. */
  readonly lastRow: number;
  readonly bm25: Float64Array;
}

/** What the words of a query add, summed up by row. */
export class RowSums {
  #sums = new Float64Array(1024);

  /** Begins anew. */
  clear(): void {
    this.#sums.fill(0);
  }

  add({ rows, lastRow, bm25 }: WordScores): void {
    const sums = this.#roomFor(lastRow);
    // The casts: as many rows as scores, and room for each.
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      sums[row] = (sums[row] as number) + (bm25[i] as number);
    }
  }

  /** Returns the best of these rows (null: of all) above 0, best first, ties by row. */
  best(among: Int32Array | null, limit: number): Scored[] {
    const sums = this.#sums;
    const best = new TopScores(limit);
    // Nearly all rows stop at the bound: it is a variable of the loop. The casts: indices below the length.
    let bound = Number.MIN_VALUE;
    for (let at = 0; at < (among?.length ?? sums.length); at++) {
      const row = among === null ? at : (among[at] as number);
      const sum = sums[row] as number;
      if (!(sum >= bound)) continue;
      best.offer(row, sum);
      bound = Math.max(bound, best.threshold);
    }
    return best.sorted();
  }

  #roomFor(row: number): Float64Array {
    if (row >= this.#sums.length) {
      const longer = new Float64Array(Math.ceil(1.1 * (row + 1)));
      longer.set(this.#sums);
      this.#sums = longer;
    }
    return this.#sums;
  }
}
