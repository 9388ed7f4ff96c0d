import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, didYouMeanForm } from "./did-you-mean.js";

describe("didYouMean", () => {
  it.each([
    ["finbrt", ["ProsusAI/finbert", "finbert"], "Did you mean finbert?"],
    ["finbert", ["google/bert", "ProsusAI/finbert"], "Did you mean ProsusAI/finbert?"],
    ["fal", ["hf-inference", "fal-ai"], "Did you mean fal-ai?"],
    ["Apache2", ["mit", "apache-2.0"], "Did you mean apache-2.0?"],
    ["a-b-cc", ["a-b-c", "a-b-d", "z"], "Did you mean a-b-c or a-b-d?"],
    ["de", ["en", "fr"], ""],
    ["ert", ["finbert"], ""],
    ["same", ["same"], ""],
    ["topk", ["topK", "top"], "Did you mean topK?"],
    ["x", [], ""],
  ])("of %j among %j", (name, names, said) => {
    expect(didYouMean(name, names)).toBe(said);
  });

  it.each([
    ["olama:qwen3", "Did you mean ollama:qwen3?"],
    ["olama", "Did you mean ollama:<model>?"],
    ["ofline", "Did you mean offline?"],
    ["zzz:x", ""],
  ])("of %j among forms", (given, said) => {
    expect(didYouMeanForm(given, ["offline", "ollama:<model>", "hf:<model>"])).toBe(said);
  });

  it("names what several spellings mean once", () => {
    const asShown = () => "summarization";
    expect(didYouMean("sumarisation", ["summarization", "summarisation"], asShown)).toBe(
      "Did you mean summarization?",
    );
  });

  it("gives each of at most three names once, and none that is not there", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc-/"), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word), (name, names) => {
        const said = didYouMean(name, names).slice("Did you mean ".length, -1);
        const given = said === "" ? [] : said.split(/, | or /);
        expect(given.length).toBeLessThanOrEqual(3);
        expect(new Set(given).size).toBe(given.length);
        expect(given.filter((one) => !names.includes(one))).toEqual([]);
      }),
    );
  });
});
