import type { LexicalHit } from "@hugginggpt/shared";
import { TopHits } from "../vectors/top-hits.js";

/** Returns the greatest sums above 0 of these rows (null: of all), best first, ties by row. A row's sum is at its number. */
export function bestOf(sums: Float32Array, rows: readonly number[] | null, limit: number): LexicalHit[] {
  const best = new TopHits(limit);
  const offer = (row: number, sum: number) => {
    if (sum > 0 && sum >= best.threshold) best.offer(row, sum);
  };
  if (rows === null) for (let row = 0; row < sums.length; row++) offer(row, sums[row] ?? 0);
  else for (const row of rows) offer(row, sums[row] ?? 0);
  return best.sorted().map(({ row, similarity }) => ({ row, bm25: similarity }));
}
