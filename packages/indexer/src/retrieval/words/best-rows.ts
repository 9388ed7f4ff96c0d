import type { LexicalHit } from "@hugginggpt/shared";
import { TopHits } from "../vectors/top-hits.js";

/** Returns the greatest sums above 0 of these rows (null: of all), best first, ties by row. A row's sum is at its number. */
export function bestOf(sums: Float32Array, rows: readonly number[] | null, limit: number): LexicalHit[] {
  const best = new TopHits(limit);
  // A million rows are looked at, and nearly all of them stop at the bound: it is a variable of the loop.
  let bound = boundOf(best);
  const count = rows?.length ?? sums.length;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : (rows[i] ?? 0);
    const sum = sums[row] ?? 0;
    if (sum < bound) continue;
    best.offer(row, sum);
    bound = boundOf(best);
  }
  return best.sorted().map(({ row, similarity }) => ({ row, bm25: similarity }));
}

/** The least sum that changes anything, above 0. */
function boundOf({ threshold }: TopHits): number {
  return Math.max(Number.MIN_VALUE, threshold);
}
