import { describe, expect, it } from "vitest";
import { sentencesOf, wordsOf } from "../sentences.js";
import { SAMPLES, sample } from "../testing/samples.js";
import { keyWords } from "./key-words.js";
import { summarize } from "./textrank.js";

describe("summarize", () => {
  it("begins the article's summary with its first sentence and leaves the title out", () => {
    const summary = summarize(sample("article"));
    expect(summary).toMatch(/^After three years of careful work, the old harbour library in Lisbon opened/);
    expect(summary).not.toContain("opens again");
  });

  it.each(SAMPLES)("quotes three whole sentences of at most 120 words from %s", (name) => {
    const summary = summarize(sample(name));
    const known = new Map(sentencesOf(sample(name)).map((sentence) => [sentence.text, sentence.kind]));
    const quoted = sentencesOf(summary).map((sentence) => sentence.text);
    expect(quoted).toHaveLength(3);
    for (const sentence of quoted) expect(["prose", "item"]).toContain(known.get(sentence));
    expect(wordsOf(summary).length).toBeLessThanOrEqual(120);
  });

  it("never cuts a quotation in two", () => {
    for (const name of SAMPLES) {
      const summary = summarize(sample(name));
      expect((summary.match(/"/g) ?? []).length % 2, name).toBe(0);
      expect(summary.match(/“/g)?.length, name).toBe(summary.match(/”/g)?.length);
    }
  });

  it("returns a text of fewer than four sentences as it is, with its title", () => {
    const text = "A title\n\nOne sentence is here. And another. And a third.";
    expect(summarize(`${text}\n`)).toBe(text);
  });

  it("quotes as many sentences as it is asked for, of short texts and of long ones", () => {
    const short = "One sentence is here. And another. And a third.";
    expect(sentencesOf(summarize(short, 1))).toHaveLength(1);
    expect(summarize(short, 5)).toBe(short);
    for (const count of [1, 2, 7])
      expect(sentencesOf(summarize(sample("article"), count))).toHaveLength(count);
    expect(sentencesOf(summarize(short, 0))).toHaveLength(1);
  });

  it("takes up to five sentences of a long text", () => {
    const long = SAMPLES.map(sample).join("\n\n");
    expect(sentencesOf(summarize(long)).length).toBeGreaterThan(3);
    expect(sentencesOf(summarize(long)).length).toBeLessThanOrEqual(5);
    expect(wordsOf(summarize(long)).length).toBeLessThanOrEqual(120);
  });

  it("chooses among list entries where a text has nothing else and ends them with a full stop", () => {
    const list = Array.from({ length: 12 }, (_, n) => `- solar panel number ${n} on the roof of house ${n}`);
    const summary = summarize(`Roofs\n${list.join("\n")}`);
    expect(summary.split(". ")).toHaveLength(3);
    expect(summary).not.toMatch(/Roofs|- /);
  });
});

describe("keyWords", () => {
  it("leaves stop words out and takes words by their stems", () => {
    expect([...keyWords("The libraries were opened, and a library's opening wasn’t in it")]).toEqual([
      "librari",
      "open",
      "wasn't",
    ]);
  });
});
