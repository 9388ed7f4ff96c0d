import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TopScores } from "./top-scores.js";

describe("TopScores", () => {
  it("keeps the k best of what is offered, best first, ties by item", () => {
    const offers = fc.uniqueArray(fc.record({ item: fc.nat(50), score: fc.integer({ min: -3, max: 3 }) }), {
      selector: ({ item }) => item,
    });
    fc.assert(
      fc.property(offers, fc.nat(8), (hits, k) => {
        const best = new TopScores(k);
        for (const { item, score } of hits) best.offer(item, score);
        const sorted = [...hits].sort((a, b) => b.score - a.score || a.item - b.item);
        expect(best.sorted()).toEqual(sorted.slice(0, k));
        if (k > 0 && hits.length >= k) expect(best.threshold).toBe(sorted[k - 1]?.score);
      }),
    );
  });

  it("keeps nothing where nothing is wanted", () => {
    const hits = new TopScores(0);
    hits.offer(1, 1);
    expect(hits.sorted()).toEqual([]);
  });
});
