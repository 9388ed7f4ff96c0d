import type { WordScores } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SumPool } from "./sum-pool.js";
import { SummedByWords } from "./words-search.js";

const scores = fc
  .uniqueArray(fc.record({ row: fc.nat(40), bm25: fc.integer({ min: 1, max: 8 }) }), {
    selector: ({ row }) => row,
  })
  .map((entries) => entries.sort((a, b) => a.row - b.row))
  .map((entries) => ({
    rows: Int32Array.from(entries, ({ row }) => row),
    bm25: Float32Array.from(entries, ({ bm25 }) => bm25),
  }));
const passing = fc.option(fc.uniqueArray(fc.nat(60)).map((rows) => rows.sort((a, b) => a - b)));

describe("SummedByWords", () => {
  it("gives the best sums of the rows that pass, ties by row, whatever was summed before", async () => {
    const pool = new SumPool();
    await fc.assert(
      fc.asyncProperty(
        fc.array(scores),
        passing,
        fc.integer({ min: 1, max: 10 }),
        async (words, rows, limit) => {
          const search = summed(words, rows, pool);
          const found = await best(search, limit);
          expect(search.isEmpty).toBe(words.every((word) => word.rows.length === 0));
          search.release();
          expect(found).toEqual(new Map(plainly(words, rows).slice(0, limit)));
        },
      ),
    );
  });

  it("keeps the sums of searches apart that are under way at once", async () => {
    const pool = new SumPool();
    const word = (row: number) => ({ rows: Int32Array.of(row), bm25: Float32Array.of(1) });
    summed([word(5)], null, pool).release();
    const [one, other] = [summed([word(1)], null, pool), summed([word(2)], null, pool)];
    expect(await best(one, 5)).toEqual(new Map([[1, 1]]));
    expect(await best(other, 5)).toEqual(new Map([[2, 1]]));
  });
});

function summed(words: readonly WordScores[], rows: readonly number[] | null, pool: SumPool): SummedByWords {
  const search = new SummedByWords(async () => rows, pool);
  for (const word of words) search.add(word);
  return search;
}

async function best(search: SummedByWords, limit: number): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  await search.best({}, limit, found);
  return found;
}

function plainly(words: readonly WordScores[], passes: readonly number[] | null) {
  const sums = new Map<number, number>();
  for (const { rows, bm25 } of words)
    for (const [i, row] of rows.entries()) sums.set(row, (sums.get(row) ?? 0) + (bm25[i] ?? 0));
  return [...sums]
    .filter(([row]) => passes === null || passes.includes(row))
    .sort(([a, sumOfA], [b, sumOfB]) => sumOfB - sumOfA || a - b);
}
