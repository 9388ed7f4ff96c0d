import { describe, expect, it } from "vitest";
import { blocksOf } from "./blocks.js";
import { sentencesOf } from "./sentences.js";
import { SAMPLES, sample } from "./testing/samples.js";

const texts = (text: string): string[] => sentencesOf(text).map((sentence) => sentence.text);

describe("blocksOf", () => {
  it("tells headings, fields and salutations from paragraphs and list entries", () => {
    const text =
      "A title\n\nDear Ann,\n\nThis is a paragraph.\n\n## Plan\nDate: Monday\n- first\n* second\n1. third";
    expect(blocksOf(text).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "line A title",
      "line Dear Ann,",
      "prose This is a paragraph.",
      "line Plan",
      "line Date: Monday",
      "item first",
      "item second",
      "item third",
    ]);
  });

  it("joins the lines of a paragraph that was wrapped by hand", () => {
    const text =
      "Wrapped text\n\nThis paragraph was wrapped by a mail program at about sixty\r\ncharacters. Its lines belong together, and the one with Mr.\r\nMiller is one sentence.";
    expect(texts(text)).toEqual([
      "Wrapped text",
      "This paragraph was wrapped by a mail program at about sixty characters.",
      "Its lines belong together, and the one with Mr. Miller is one sentence.",
    ]);
  });

  it("takes a first line with an exclamation mark as the title", () => {
    expect(blocksOf("Best headphones ever!!!\n\nI love them.")[0]?.kind).toBe("line");
  });
});

describe("sentencesOf", () => {
  it("keeps a heading apart from the sentence after it", () => {
    expect(texts("The library opens again\n\nAfter years it opened.")).toEqual([
      "The library opens again",
      "After years it opened.",
    ]);
  });

  it("keeps quotations of several sentences whole", () => {
    expect(texts('"Yes. I saw it. It was blue," she said. “Never. Or so I think.” He left.')).toEqual([
      '"Yes. I saw it. It was blue," she said.',
      "“Never. Or so I think.”",
      "He left.",
    ]);
  });

  it("splits after a quotation mark that is never closed", () => {
    expect(texts('He said "yes and left. She stayed.')).toEqual(['He said "yes and left.', "She stayed."]);
  });

  it("reads decimals, dates and initials as parts of a sentence and initials before a new sentence as its end", () => {
    expect(texts("It fell 2.5% on Jan. 12. J. R. Smith chose plan B. The others took no. 4.")).toEqual([
      "It fell 2.5% on Jan. 12.",
      "J. R. Smith chose plan B.",
      "The others took no. 4.",
    ]);
  });

  it("finds the same sentences in a long paragraph as in a short one", () => {
    const text = 'Dr. Ada came at 7 a.m. sharp. "Is it true? I hope so," she said. ';
    expect(new Set(texts(text.repeat(500))).size).toBe(2);
    expect(texts(text.repeat(500))).toHaveLength(1000);
  });

  it("takes a text of very many lines", () => {
    expect(sentencesOf("A\n".repeat(130_000))).toHaveLength(130_000);
  });

  it.each(SAMPLES)("gives offsets under which the sentences of %s stand", (name) => {
    const text = sample(name);
    for (const sentence of sentencesOf(text))
      expect(text.slice(sentence.start, sentence.end).replace(/\s+/g, " ")).toBe(sentence.text);
  });
});
