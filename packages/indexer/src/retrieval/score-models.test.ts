import type { ModelProfile, TaskId } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BARE_PROFILE } from "../ports/describe-model.js";
import type { RankingFacts } from "../ports/registry-reader.js";
import { rankingFacts } from "../testing/ranking-facts.js";
import { needFacts } from "./fit/need-facts.js";
import { FREE_WEIGHTS } from "./ranking-weights.js";
import { type Evidence, scoreModels } from "./score-models.js";

const facts = (n: number, given: Partial<RankingFacts> = {}): RankingFacts =>
  rankingFacts({ id: `a/${n}`, ...given });
const profile = (given: Partial<ModelProfile>): ModelProfile => ({ ...BARE_PROFILE, ...given });
const evidence = (given: Partial<Evidence>): Evidence => ({
  models: [],
  bm25: new Map(),
  cosines: null,
  tasks: new Map(),
  needOf: () => null,
  languagesOf: () => null,
  words: new Set(),
  registrySize: 100,
  ...given,
});
/** A step whose task is given, with what it needs. */
const step = (task: TaskId, text: string, models: readonly RankingFacts[]) =>
  scoreModels(
    evidence({
      models,
      tasks: null,
      needOf: () => needFacts(task, text, undefined),
      words: new Set(text.split(" ")),
    }),
  );

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
          const { raw: _raw, ...parts } = why;
          expect(score).toBeCloseTo(
            Object.values(parts).reduce((sum, part) => sum + part, 0),
            9,
          );
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
    expect(scored[1]?.why.popularity).toBe(FREE_WEIGHTS.downloads);
  });

  it("orders ties by downloads, then by id", () => {
    const models = [facts(3, { id: "b" }), facts(1, { id: "a" }), facts(2, { id: "c", downloads: 0 })];
    const scored = scoreModels(evidence({ models }));
    expect(scored.map(({ facts: { id } }) => id)).toEqual(["a", "b", "c"]);
  });

  it("favours the task that is spoken of", () => {
    const models = [facts(1, { task: "summarization" }), facts(2, { task: "translation" })];
    const scored = scoreModels(evidence({ models, tasks: new Map([["translation", 1]]) }));
    expect(scored.map(({ facts: { id } }) => id)).toEqual(["a/2", "a/1"]);
  });
});

describe("scoreModels for a step of a given task", () => {
  const task = "translation";
  const popular = { task, downloads: 1e9, likes: 1e6 } as const;

  it("puts what cannot do the step below everything that can, and says why", () => {
    const scored = step(task, "French to English translation", [
      facts(1, {
        ...popular,
        profile: profile({ languages: ["en", "fr"], direction: { from: "en", to: "fr" } }),
      }),
      facts(2, { ...popular, profile: profile({ languages: ["de"] }) }),
      facts(3, { ...popular, profile: profile({ languages: ["en", "fr"], checkpoint: "test" }) }),
      facts(4, { task, profile: profile({ languages: ["fr", "en"], direction: { from: "fr", to: "en" } }) }),
    ]);
    expect(scored[0]).toMatchObject({ facts: { id: "a/4" }, unfit: [] });
    const reasons = new Map(scored.map(({ facts: { id }, unfit }) => [id, unfit]));
    expect([reasons.get("a/1"), reasons.get("a/2"), reasons.get("a/3")]).toEqual([
      ["direction"],
      ["language"],
      ["checkpoint"],
    ]);
  });

  it("says of a model that it does another kind of work, unless its name speaks of the kind that is needed", () => {
    const kinds = profile({ kinds: ["handwriting"] });
    const models = [
      facts(1, { task: "image-to-text", profile: kinds }),
      facts(2, { task: "image-to-text", profile: kinds, id: "a/captcha-reader" }),
      facts(3, { task: "image-to-text", profile: profile({ kinds: ["caption"] }) }),
    ];
    const scored = step("image-to-text", "reading captchas", models);
    const reasons = new Map(scored.map(({ facts: { id }, unfit }) => [id, unfit]));
    expect(reasons).toEqual(
      new Map([
        ["a/captcha-reader", []],
        ["a/3", []],
        ["a/1", ["kind"]],
      ]),
    );
  });

  it("gives a general need the widely used general model, a special need the special one", () => {
    const models = [
      facts(1, {
        task: "image-to-text",
        downloads: 1e6,
        likes: 500,
        profile: profile({ kinds: ["caption"] }),
      }),
      facts(2, { task: "image-to-text", downloads: 100, profile: profile({ kinds: ["captchas"] }) }),
    ];
    const first = (text: string) => step("image-to-text", text, models)[0]?.facts.id;
    expect(first("general image captioning")).toBe("a/1");
    expect(first("reading captchas")).toBe("a/2");
  });

  it("assumes nothing of a model without a profile", () => {
    const [only] = step(task, "translation", [facts(1, { task })]);
    expect(only).toMatchObject({ unfit: [], why: { language: 0, domain: 0 } });
  });

  it("holds a guessed language less against a model of English than a certain one, and as much against a third", () => {
    const model = (id: number, language: string) =>
      facts(id, { task: "text-classification", profile: profile({ languages: [language] }) });
    const models = [model(1, "en"), model(2, "de")];
    const needOf = (certain: boolean) => () =>
      needFacts("text-classification", "reviews", { input: ["fr"], output: [], certain });
    const unfit = (certain: boolean) =>
      scoreModels(evidence({ models, tasks: null, needOf: needOf(certain) })).map((one) => one.unfit);
    expect(unfit(false)).toEqual([[], ["language"]]);
    expect(unfit(true)).toEqual([["language"], ["language"]]);
  });
});
