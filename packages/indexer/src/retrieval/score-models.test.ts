import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RankingFacts } from "../ports/registry-reader.js";
import { PART_WEIGHTS } from "./ranking-weights.js";
import { type Rateable, rateable } from "./rateable.js";
import { type Evidence, scoreModels } from "./score-models.js";

const facts = (n: number, given: Partial<RankingFacts> = {}): Rateable =>
  rateable({
    id: `a/${n}`,
    task: null,
    downloads: 0,
    likes: 0,
    languages: [],
    source: "hub",
    baseRelation: null,
    words: 100,
    ...given,
  });
const evidence = (given: Partial<Evidence>): Evidence => ({
  models: [],
  bm25: new Map(),
  cosines: null,
  tasks: new Map(),
  words: new Set(),
  ...given,
});

describe("scoreModels", () => {
  it("gives scores that are the sum of their parts, best first", () => {
    const model = fc.record({
      downloads: fc.nat(),
      words: fc.nat(),
      bm25: fc.double({ min: 0, max: 50, noNaN: true }),
      cosine: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(model, { maxLength: 20 }), (given) => {
        const scored = scoreModels(
          evidence({
            models: given.map(({ downloads, words }, n) => facts(n, { downloads, words })),
            bm25: new Map(given.map(({ bm25 }, n) => [`a/${n}`, bm25])),
            cosines: Float64Array.from(given, ({ cosine }) => cosine),
          }),
        );
        for (const [at, { score, why }] of scored.entries()) {
          expect(score).toBe(why.lexical + why.similarity + why.popularity + why.facts + why.demotion);
          expect(score).toBeLessThanOrEqual(scored[at - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(Math.min(why.lexical, why.similarity, why.popularity)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("gives the first of all where only some are wanted", () => {
    const model = fc.record({
      downloads: fc.nat(3),
      bm25: fc.nat(2),
      cosine: fc.constantFrom(0, 0.5, Number.NaN),
    });
    fc.assert(
      fc.property(fc.array(model, { maxLength: 40 }), fc.nat(50), (given, limit) => {
        const all = evidence({
          models: given.map(({ downloads }, n) => facts(n, { downloads })),
          bm25: new Map(given.map(({ bm25 }, n) => [`a/${n}`, bm25])),
          cosines: Float64Array.from(given, ({ cosine }) => cosine),
        });
        expect(scoreModels(all, limit)).toEqual(scoreModels(all).slice(0, limit));
      }),
    );
  });

  it("never lets downloads outweigh a clear match of words", () => {
    const scored = scoreModels(
      evidence({
        models: [facts(1), facts(2, { downloads: 1e12 })],
        bm25: new Map([
          ["a/1", 5],
          ["a/2", 2],
        ]),
      }),
    );
    expect(scored.map(({ facts: { id } }) => id)).toEqual(["a/1", "a/2"]);
    expect(scored[1]?.why.popularity).toBe(PART_WEIGHTS.popularity);
  });

  it("orders ties by downloads, then by id", () => {
    const models = [facts(3, { id: "b" }), facts(1, { id: "a" }), facts(2, { id: "c", downloads: 0 })];
    const scored = scoreModels(evidence({ models }));
    expect(scored.map(({ facts: { id } }) => id)).toEqual(["a", "b", "c"]);
  });

  it("favours the task that is spoken of and the language that is named", () => {
    const models = [
      facts(1, { task: "translation", languages: ["de"] }),
      facts(2, { task: "translation", languages: ["fr", "not a code"] }),
      facts(3, { task: "summarization" }),
    ];
    const scored = scoreModels(
      evidence({ models, tasks: new Map([["translation", 1]]), words: new Set(["french"]) }),
    );
    expect(scored.map(({ facts: { id } }) => id)).toEqual(["a/2", "a/1", "a/3"]);
    expect(scored[0]?.why.raw.language).toBe("fr");
  });
});
