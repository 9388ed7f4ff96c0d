import { describe, expect, it } from "vitest";
import { verdictOf } from "./verdicts.js";

/** Praise counts 0.5, blame -0.5, all else nothing. */
const score = (text: string): number =>
  0.5 * (text.match(/\b(?:good|love|liked?|worth)\b/g)?.length ?? 0) -
  0.5 * (text.match(/\b(?:bad|awful|problems)\b/g)?.length ?? 0);
const sign = (sentence: string): number => Math.sign(verdictOf(sentence, score));

describe("verdictOf", () => {
  it.each([
    ["a subject", "Nobody liked it."],
    ["a verb far before", "I don't think that this is what people call a good product."],
    ["both halves", "It is neither good nor what we would like."],
    ["each clause for itself", "The food wasn't good and I don't like the place."],
  ])("turns praise that is denied by %s", (_, sentence) => {
    expect(sign(sentence)).toBe(-1);
  });

  it.each([
    "There were no problems.",
    "It works without problems.",
    "It isn't bad.",
    "Nobody thought it bad.",
  ])("turns blame that is denied: %s", (sentence) => {
    expect(sign(sentence)).toBe(1);
  });

  it("does not reach beyond the clause", () => {
    expect(sign("It is not new, and the sound is good.")).toBe(1);
    expect(sign("I have never been here before, it is awful.")).toBe(-1);
  });

  it.each([
    ["It is not only good but also cheap.", 1],
    ["I can't like it enough.", 1],
    ["It is not good enough.", -1],
    ["You can't go wrong with it.", 1],
    ["The whole thing was a waste of time.", -1],
  ])("knows what only looks like a denial, and idioms: %s", (sentence, expected) => {
    expect(sign(sentence)).toBe(expected);
  });

  it("weighs what follows a contrast more, and what is conceded less", () => {
    expect(sign("The start is good, but the end is awful.")).toBe(-1);
    expect(sign("Although the start is awful, the end is good.")).toBe(1);
  });

  it("takes nothing from a question, unless it tells", () => {
    expect(sign("Is it any good?")).toBe(0);
    expect(sign("Why is it so awful?")).toBe(-1);
    expect(sign("Isn't it good?")).toBe(1);
    expect(sign("How could anyone not love it?")).toBe(1);
  });

  it("stays between -1 and 1", () => {
    expect(Math.abs(verdictOf("good ".repeat(400), (text) => Math.min(1, score(text))))).toBeLessThanOrEqual(
      1,
    );
  });
});
