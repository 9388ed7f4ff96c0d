import type { ModelRecord } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { cardText, embeddingText } from "./card-text.js";
import { idWords } from "./id-words.js";

const RECORD: ModelRecord = {
  id: "ProsusAI/finbert-toneV2",
  source: "hub",
  task: "text-classification",
  downloads: 1,
  likes: 1,
  tags: [
    "transformers",
    "financial-sentiment-analysis",
    "license:mit",
    "region:us",
    "endpoints_compatible",
    "arxiv:1",
    "en",
  ],
  library: "transformers",
  license: "mit",
  languages: ["en", "no"],
  parameters: null,
  gated: false,
  sha: null,
  createdAt: null,
  lastModified: null,
  baseModel: "google/bert-base",
  baseRelation: "finetune",
};
const CARD = { modelId: RECORD.id, text: "Reads news. And more.", summary: "Reads news." };

describe("the text of a model", () => {
  test("has the words of its id, task, useful tags, languages, base model and card", () => {
    const text = cardText(RECORD, CARD);
    expect(text.title).toBe("Prosus AI ProsusAI finbert tone V2 toneV2");
    expect(text.task).toMatch(/^text classification /);
    expect(text.tags).toBe(
      "transformers financial sentiment analysis English Norwegian en no google bert base",
    );
    expect(text.summary).toBe("Reads news.");
    expect(text.body).toBe("Reads news. And more.");
  });

  test("is made of id, task and base model where there is no card, and never undefined", () => {
    const text = cardText({ ...RECORD, languages: ["de", "fr", "it", "es", "pt"] }, null);
    expect(text.summary).toBe(
      "Text Classification model for German, French, Italian, Spanish and 1 more languages (transformers). Fine-tuned from google/bert-base.",
    );
    expect(text.body).toBe("");
  });

  test("leads with what its card begins with, and with the summary where that does not hold it", () => {
    expect(cardText(RECORD, CARD).lead).toBe("Reads news. And more.");
    const late = { ...CARD, text: `${"Thanks to all. ".repeat(60)}Reads news.` };
    const { lead } = cardText(RECORD, late);
    expect(lead).toMatch(/^Reads news\. Thanks to all\./);
    expect(lead.length).toBeLessThanOrEqual(600);
    expect(cardText(RECORD, null).lead).toBe(cardText(RECORD, null).summary);
  });

  test("takes the base model's card where its own says nothing, and only then", () => {
    const base = { modelId: "google/bert-base", text: "Base prose.", summary: "Base says." };
    const empty = { modelId: RECORD.id, text: "", summary: "" };
    expect(cardText(RECORD, empty, base)).toMatchObject({ body: "Base prose." });
    expect(cardText(RECORD, empty, base).summary).toMatch(/Fine-tuned from google\/bert-base\. Base says\.$/);
    expect(cardText(RECORD, CARD, base)).toMatchObject({ body: CARD.text, summary: CARD.summary });
  });

  test("names no task for `other` or none, and keeps an unknown one in words", () => {
    expect(cardText({ ...RECORD, task: null }, null).task).toBe("");
    expect(cardText({ ...RECORD, task: "other" }, null).task).toBe("");
    expect(cardText({ ...RECORD, task: "new-thing" }, null).task).toBe("new thing");
    expect(cardText({ ...RECORD, task: "text2text-generation" }, null).task).toMatch(
      /^text2text generation text generation /,
    );
  });

  test("is embedded in at most 2,000 characters, the card's beginning once", () => {
    const text = embeddingText(cardText(RECORD, { ...CARD, text: `Reads news. ${"x ".repeat(3000)}` }));
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.match(/Reads news\./g)).toHaveLength(1);
  });

  test("is never cut within a character", () => {
    const text = embeddingText({
      title: "a",
      task: "",
      tags: "",
      summary: "",
      lead: "",
      body: "😀".repeat(2000),
    });
    expect(text).not.toMatch(/[\ud800-\udbff]$/);
  });
});

test.each([
  ["openai/whisper-large-v3", "openai whisper large v3"],
  ["a/DialoGPT", "a Dialo GPT DialoGPT"],
  ["x/layoutLMv3_docVQA", "x layout L Mv3 layoutLMv3 doc VQA docVQA"],
  ["--", ""],
])("the words of %j are %j", (id, words) => {
  expect(idWords(id)).toBe(words);
});
