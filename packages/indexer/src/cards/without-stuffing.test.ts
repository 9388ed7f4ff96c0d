import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "./blocks.js";
import { cleanCard } from "./clean-card.js";
import { withoutStuffing } from "./without-stuffing.js";

const prose = (text: string): Block => ({ kind: "prose", text });
const item = (text: string): Block => ({ kind: "item", text });
const textsOf = (...blocks: Block[]) => withoutStuffing(blocks).map(({ text }) => text);

describe("a card's text", () => {
  test("has a phrase that is repeated in a row once", () => {
    expect(textsOf(prose("Best sentiment sentiment Sentiment, sentiment model"))).toEqual([
      "Best sentiment model",
    ]);
    expect(textsOf(prose(`Reads. ${"best speech model ".repeat(9)}ever`))).toEqual([
      "Reads. best speech model ever",
    ]);
    expect(textsOf(prose("It had had a use, and that that was."))).toEqual([
      "It had had a use, and that that was.",
    ]);
  });

  test("has at most 32 short items of a list, in one line or in many", () => {
    const keywords = Array.from({ length: 90 }, (_, n) => `keyword ${n}`);
    const [line = ""] = textsOf(prose(`Tags: ${keywords.join(", ")}`));
    expect(line.split(", ")).toHaveLength(32);
    expect(textsOf(...keywords.map(item))).toHaveLength(32);
  });

  test("keeps labels, languages and prose with many commas", () => {
    const labels = Array.from({ length: 28 }, (_, n) => `emotion${n}`).join(", ");
    const long = Array.from({ length: 40 }, (_, n) => `clause${n} of no${n} more than${n} words${n}`).join(
      ", ",
    );
    expect(textsOf(prose(labels), prose(long))).toEqual([labels, long]);
  });

  test("has each word of a block once that says few words again and again", () => {
    const words = Array.from(
      { length: 60 },
      (_, n) => ["finance", "news", "stock", "bank"][(n * n + n / 3) & 3],
    );
    const [text = ""] = textsOf(prose(words.join(" ")));
    expect(text.split(" ").length).toBeLessThanOrEqual(4);
  });

  test("has a block that stood before once", () => {
    expect(textsOf(prose("Buy this model now."), item("Other."), prose("buy this Model now."))).toEqual([
      "Buy this model now.",
      "Other.",
    ]);
  });

  test("never grows", () => {
    const word = fc.constantFrom("a", "b", "model", "speech,", "|", "x;", ".");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), (words) => {
        const [once] = withoutStuffing([prose(words.join(" "))]);
        expect(once?.text.length ?? 0).toBeLessThanOrEqual(words.join(" ").length);
      }),
    );
  });
});

test("a stuffed card says no more than an honest one", () => {
  const honest = "# Finance\n\nThis model classifies the sentiment of financial news.";
  const stuffed = `${honest}\n\n${"financial news sentiment ".repeat(400)}\n\n${"\n\nThis model classifies the sentiment of financial news.".repeat(50)}`;
  const words = (readme: string) => cleanCard(readme, "a/b").text.match(/financial/gi)?.length ?? 0;
  expect(words(stuffed)).toBeLessThanOrEqual(words(honest) + 1);
  expect(cleanCard(stuffed, "a/b").summary).toBe(cleanCard(honest, "a/b").summary);
});
