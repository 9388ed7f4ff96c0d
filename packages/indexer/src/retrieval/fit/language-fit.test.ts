import { describe, expect, it } from "vitest";
import { BARE_PROFILE } from "../../ports/describe-model.js";
import { languageFit } from "./language-fit.js";
import { needFacts } from "./need-facts.js";

/** How a summarizer of these languages meets a need for one in Spanish. */
const fit = (languages: readonly string[], certain: boolean) =>
  languageFit(
    { ...BARE_PROFILE, languages },
    needFacts("summarization", "summarize", { input: ["es"], output: ["es"], certain }).languages,
  );

describe("languageFit", () => {
  it("is best for a model of the language, and lowest for one of another", () => {
    expect(fit(["es"], true)).toBe(1);
    expect(fit(["fr"], true)).toBe(-1);
    expect(fit(["en"], true)).toBe(-1);
  });

  it("holds a guessed language against a model less if that is one of English, which the text may be in", () => {
    expect(fit(["en"], false)).toBeCloseTo(-0.4);
    expect(fit([], false)).toBeCloseTo(-0.32);
    expect(fit(["fr"], false)).toBeCloseTo(-0.8);
  });
});
