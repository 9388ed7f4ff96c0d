import { TopHits } from "../vectors/top-hits.js";

/**
 * Adds the greatest sums above 0 of these rows (null: of all) to `found`, by row; of equal ones those of smaller rows.
 * A row's sum is at its number.
 */
export function addBest(
  found: Map<number, number>,
  sums: Float32Array,
  rows: readonly number[] | null,
  limit: number,
): void {
  const best = new TopHits(limit);
  if (rows === null) offerAll(best, sums);
  else offerThese(best, sums, rows);
  best.each((row, sum) => found.set(row, sum));
}

// A million rows are looked at, and nearly all of them stop at the bound: it is a variable of the loops.

function offerAll(best: TopHits, sums: Float32Array): void {
  let bound = boundOf(best);
  for (let row = 0; row < sums.length; row++) {
    // The cast: an index below the length.
    const sum = sums[row] as number;
    if (sum < bound) continue;
    best.offer(row, sum);
    bound = boundOf(best);
  }
}

function offerThese(best: TopHits, sums: Float32Array, rows: readonly number[]): void {
  let bound = boundOf(best);
  for (const row of rows) {
    const sum = sums[row] ?? 0;
    if (sum < bound) continue;
    best.offer(row, sum);
    bound = boundOf(best);
  }
}

/** The least sum that changes anything, above 0. */
function boundOf({ threshold }: TopHits): number {
  return Math.max(Number.MIN_VALUE, threshold);
}
