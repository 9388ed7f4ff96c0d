import { describe, expect, it } from "vitest";
import { sample } from "../testing/samples.js";
import { labelsOf, vader } from "./vader.js";

const best = async (text: string): Promise<string> =>
  (await vader({ text }, new AbortController().signal)).labels?.[0]?.label ?? "";

describe("vader", () => {
  it.each([
    ["article", "positive"],
    ["review-good", "positive"],
    ["travel", "positive"],
    ["review-bad", "negative"],
    ["complaint", "negative"],
    ["business", "negative"],
    ["manual", "neutral"],
    ["minutes", "neutral"],
  ])("labels %s as %s", async (name, label) => {
    expect(await best(sample(name))).toBe(label);
  });

  it("reads typographic apostrophes in negations", async () => {
    expect(await best("The food wasn’t good and I don’t like it.")).toBe("negative");
    expect(await best("The room wasn’t bad at all.")).toBe("positive");
  });

  it("does not count greetings as praise", async () => {
    const letter = "Dear Mr Smith,\n\nthe parcel was sent on Monday.\n\nKind regards,\nAnn Lee";
    expect(await best(letter)).toBe("neutral");
  });

  it("scores a plain verdict above a mild one, and both between one half and one", async () => {
    const score = (compound: number): number => labelsOf(compound)[0]?.score ?? 0;
    expect(score(0.8)).toBeGreaterThan(score(0.3));
    expect(score(0.3)).toBeGreaterThan(0.7);
    expect(score(0.06)).toBeGreaterThan(0.5);
    expect(score(1)).toBe(1);
  });
});
