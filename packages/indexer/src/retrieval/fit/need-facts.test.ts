import { describe, expect, it } from "vitest";
import { needFacts, writtenLanguage } from "./need-facts.js";

describe("the language that a need is written in", () => {
  it.each([
    ["es", "lee este texto en voz alta"],
    ["de", "lies mir den Brief vor, und zwar langsam"],
    ["ru", "прочитай вслух"],
    ["zh", "把录音转成文字"],
    ["ko", "두 문장이 비슷한지"],
  ])("is %s for: %s", async (code, need) => expect(await writtenLanguage(need)).toBe(code));

  it.each([
    "mark nouns and verbs",
    "logo for a café",
    "potholes in asphalt",
    "traffic noise, sirens, drilling",
  ])("is not said to be a foreign one for: %s", async (need) =>
    expect(await writtenLanguage(need)).toBeNull(),
  );

  it("is a guess, which a language that the need names overrides", () => {
    const wanted = (need: string) => needFacts("text-to-speech", need, undefined, "es").languages;
    expect(wanted("lee este texto en voz alta")).toMatchObject({ all: ["es"], certain: false });
    expect(wanted("lee este texto en inglés")).toMatchObject({ all: ["en"], certain: true });
  });
});
