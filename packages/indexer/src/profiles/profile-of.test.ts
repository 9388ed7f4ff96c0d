import type { ModelCard, ModelRecord } from "@hugginggpt/shared";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRecord } from "../testing/test-record.js";
import { directionOf } from "./language-profile.js";
import { profileOf } from "./profile-of.js";

function profile(given: Partial<ModelRecord> & { readonly id: string }, text = "") {
  const record = testRecord(given);
  const card: ModelCard | null = text === "" ? null : { modelId: record.id, text, summary: "" };
  const title = record.id.replace(/[^\p{L}\p{N}]+/gu, " ");
  return profileOf(record, card, { title, task: "", tags: "", summary: "", lead: text, body: text });
}

describe("a model's languages", () => {
  it("are those declared, by one code each", () => {
    expect(profile({ id: "a/m", languages: ["deu", "en"] }).languages).toEqual(["de", "en"]);
  });

  it("are those in its name where none is declared", () => {
    expect(profile({ id: "a/wav2vec2-large-german" }).languages).toEqual(["de"]);
    expect(profile({ id: "a/tts-zh-male" }).languages).toEqual(["zh"]);
  });

  it("are those at the beginning of its card where the name is silent", () => {
    expect(profile({ id: "a/m" }, "A model for Korean and English text.").languages).toEqual(["ko", "en"]);
  });

  it("are many where it says so, and a model of many may be tuned for one", () => {
    expect(profile({ id: "a/m", languages: ["multilingual"] })).toMatchObject({
      multilingual: true,
      languages: [],
    });
    expect(profile({ id: "a/base-multilingual-spanish", languages: ["multilingual"] }).tunedFor).toBe("es");
  });

  it("are none where nothing is said", () => {
    expect(profile({ id: "a/m" })).toMatchObject({ languages: [], multilingual: false, direction: null });
  });
});

describe("a direction", () => {
  it.each([
    ["opus-mt-en-de", { from: "en", to: "de" }],
    ["opus-mt-mul-en", { from: "*", to: "en" }],
    ["wide-en-x", { from: "en", to: "*" }],
    ["t5-zh-to-ja", { from: "zh", to: "ja" }],
    ["wav2vec2-base-960h", null],
    ["mt-de", null],
  ])("of %s", (name, expected) => {
    expect(directionOf(name)).toEqual(expected);
  });

  it("is that of a card that names both languages", () => {
    expect(profile({ id: "a/m" }, "Speech translation, Hokkien-English.").direction).toEqual({
      from: "nan",
      to: "en",
    });
    expect(profile({ id: "a/m" }, "source language: fr\ntarget language: de").direction).toEqual({
      from: "fr",
      to: "de",
    });
  });
});

describe("a kind of checkpoint", () => {
  const task = "text-classification";
  it.each([
    ["hf-internal-testing/tiny-random-bert", "test"],
    ["a/test-model", "test"],
    ["a/model-int8", "variant"],
    ["a/emotion-classifier", "ready"],
  ])("of %s is %s", (id, checkpoint) => {
    expect(profile({ id, task }).checkpoint).toBe(checkpoint);
  });

  it("is base where the card says that it has to be fine-tuned, unless its task is done by such models", () => {
    const card = "This model should be fine-tuned on a downstream task before use.";
    expect(profile({ id: "a/m", task }, card).checkpoint).toBe("base");
    expect(profile({ id: "a/m", task: "text-generation" }, card).checkpoint).toBe("ready");
  });

  it.each(["mBART (not finetuned), 25 languages", "A model that is pretrained, but not fine-tuned."])(
    "is base where the card says: %s",
    (card) => {
      expect(profile({ id: "a/m", task: "translation" }, card).checkpoint).toBe("base");
    },
  );

  it("is an adapter where the Hub says so", () => {
    expect(profile({ id: "a/m", baseRelation: "adapter" }).checkpoint).toBe("adapter");
  });
});

describe("kinds of work", () => {
  it("are read from the name before the card, from data sets and card where the name is silent", () => {
    const task = "text-classification";
    expect(
      profile({ id: "a/toxic-comments", task }, "A model.\nSentiment and emotion of texts.").kinds,
    ).toEqual(["toxicity"]);
    expect(profile({ id: "a/m", task, tags: ["dataset:imdb"] }).kinds).toEqual(["sentiment"]);
    expect(profile({ id: "a/m", task }, "Finds irony in texts.").kinds).toEqual(["irony"]);
  });

  it("are none of a card that wants to be found for all of them", () => {
    const task = "text-classification";
    const title = "sentiment emotion toxicity irony spam topic";
    expect(profile({ id: "a/m", task }, title).kinds).toEqual([]);
    expect(profile({ id: "a/sentiment-emotion-toxicity-irony-spam", task }).kinds).toEqual([]);
  });

  it("keep what a tag of old says", () => {
    expect(profile({ id: "a/m", task: "conversational" }).kinds).toContain("chat");
  });

  it("are none of a model without a task", () => {
    expect(profile({ id: "a/emotion", task: null }).kinds).toEqual([]);
  });
});

it("gives near-duplicates one family, and takes any card", () => {
  expect(profile({ id: "a/yolo-tiny-v2" }).family).toBe(profile({ id: "b/yolo-large-v3" }).family);
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(profile({ id: "a/m", task: "translation" }, text).checkpoint).toBeDefined();
    }),
    { numRuns: 50 },
  );
});
