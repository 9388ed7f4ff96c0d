import type { TaskOutput } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { checkedOutput } from "./checked-output.js";

/** An output as a backend of another version may return it. */
const foreign = (fields: Readonly<Record<string, unknown>>): TaskOutput => fields;

describe("checkedOutput", () => {
  it("refuses a field that no modality knows, which would be lost", () => {
    const output = foreign({ labels: [{ label: "cat", score: 1 }], poses: [{ x: 1 }] });
    expect(() => checkedOutput("image-classification", "org/m", output)).toThrow(
      expect.objectContaining({ code: "BAD_RESPONSE", came: "poses" }),
    );
  });

  it("keeps every field that is known, also beside what was asked for", () => {
    const output: TaskOutput = {
      text: "A cat.",
      segments: [{ label: "A cat.", start: 0, end: 1 }],
      keypoints: [{ label: "nose", score: null, x: 1, y: 2 }],
      vector: [1, 2],
      table: { a: ["1"] },
    };
    expect(checkedOutput("image-to-text", "org/m", output)).toEqual(output);
  });

  it("takes control characters out of every text", () => {
    const labels = [{ label: "c\u001b[31mat", score: 1 }];
    expect(checkedOutput("image-classification", "org/m", { labels }).labels?.[0]?.label).not.toContain(
      "\u001b",
    );
    const table = { "a\u0007": ["b\u0007"] };
    expect(JSON.stringify(checkedOutput("time-series-forecasting", "org/m", { table }))).not.toMatch(/\\u00/);
  });

  it.each([
    ["text-generation", { text: " " }, "text"],
    ["image-classification", { labels: [] }, "labels"],
    ["text-to-image", { media: [] }, "image"],
    ["object-detection", {}, "boxes"],
  ] as const)("refuses for %s %j: no %s", (task, output, type) => {
    const message = `org/m returned no ${type}, which ${task} promises`;
    expect(() => checkedOutput(task, "org/m", output)).toThrow(
      expect.objectContaining({ code: "BAD_RESPONSE", message }),
    );
  });

  it("takes nothing found, and the silence of a transcript, for answers", () => {
    expect(checkedOutput("object-detection", "org/m", { boxes: [] })).toEqual({ boxes: [] });
    expect(checkedOutput("automatic-speech-recognition", "org/m", { text: "" })).toEqual({ text: "" });
  });
});
