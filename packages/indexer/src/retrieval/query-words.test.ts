import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryWords } from "./query-words.js";

describe("queryWords", () => {
  it("keeps the words that say what is wanted, once each, in order", () => {
    expect(queryWords("I need a model to classify the Sentiment of sentiment tweets, please!")).toEqual([
      "classify",
      "sentiment",
      "tweets",
    ]);
  });

  it("keeps the first of words with one stem: each would match the same texts", () => {
    expect(queryWords("classify images: an image classifier for photos")).toEqual([
      "classify",
      "images",
      "photos",
    ]);
  });

  it("keeps what there is where no word says anything", () => {
    expect(queryWords("what is it")).toEqual(["what", "is", "it"]);
  });

  it("splits ids at their separators and reads any script", () => {
    expect(queryWords("facebook/bart-large_cnn 翻译")).toEqual(["facebook", "bart", "large", "cnn", "翻译"]);
  });

  it("is empty for a text without letters and digits", () => {
    expect(queryWords(' "*" \u0000 ')).toEqual([]);
  });

  it("is bounded for any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 2000 }),
        (text) => queryWords(text).length <= 48,
      ),
    );
    expect(queryWords("word".repeat(250_000)).join("").length).toBeLessThanOrEqual(8000);
  });
});
