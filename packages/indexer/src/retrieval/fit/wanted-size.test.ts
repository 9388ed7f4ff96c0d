import { describe, expect, it } from "vitest";
import { wantedSize } from "./wanted-size.js";

describe("the size that a need asks for", () => {
  it.each([
    "a tiny sentiment model",
    "fast little summarizer",
    "transcription, small enough for a watch",
    "object detection on a phone",
    "captions, has to run on my old laptop",
    "ein kleines Modell für Stimmung",
    "un modelo rápido de resumen",
    "轻量的分类模型",
  ])("is small for: %s", (need) => expect(wantedSize(need)).toBe(-1));

  it.each(["the most accurate speech recognition", "translation, size doesn't matter", "最准确的识别"])(
    "is large for: %s",
    (need) => expect(wantedSize(need)).toBe(1),
  );

  it.each([
    "enlarge a small picture",
    "find the phone in the photo",
    "is he on the phone in this picture",
    "a little girl with a red balloon",
    "a fast food restaurant at night",
    "photo with too little light",
    "transcribe calls from a phone line",
    "sentiment of laptop reviews",
    "quick brown fox",
  ])("is not said in: %s", (need) => expect(wantedSize(need)).toBe(0));
});
