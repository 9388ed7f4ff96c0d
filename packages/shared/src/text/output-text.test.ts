import { describe, expect, it } from "vitest";
import { outputText } from "./output-text.js";

const entity = (kind: string, text: string) => ({ entity: kind, text, score: null, start: null, end: null });
const box = (label: string) => ({ label, score: 0.9, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } });

describe("outputText", () => {
  it("keeps text as it is, even when it is empty or labels stand beside it", () => {
    expect(outputText({ text: "A cat.\nTwo lines." })).toBe("A cat.\nTwo lines.");
    expect(outputText({ text: "", labels: [{ label: "x", score: 1 }] })).toBe("");
  });
  it("writes labels with two decimals, in order", () => {
    const labels = [
      { label: "positive", score: 0.934 },
      { label: "neutral", score: 0.066 },
    ];
    expect(outputText({ labels })).toBe("positive (0.93), neutral (0.07)");
  });
  it("groups entities by kind in words and does not repeat a name", () => {
    const entities = [
      entity("PER", "Ada"),
      entity("LOC", "London"),
      entity("PER", "Ada"),
      entity("gene", "TP53"),
    ];
    expect(outputText({ entities })).toBe("people: Ada; places: London; gene: TP53");
  });
  it("counts boxes and masks by label", () => {
    expect(outputText({ boxes: [box("cat"), box("dog"), box("cat")] })).toBe("2 × cat, 1 × dog");
    expect(outputText({ masks: [{ label: "sky", score: null, mask: "" }] })).toBe("1 × sky");
  });
  it("says so where nothing was found", () => {
    expect(outputText({ boxes: [] })).toBe("nothing found");
    expect(outputText({ entities: [] })).toBe("no names found");
  });
  it("writes numbers, tables and vectors", () => {
    expect(outputText({ numbers: [0.123456, 2] })).toBe("0.1235, 2");
    expect(outputText({ table: { a: ["1", "2"], b: ["x\ty", "z"] } })).toBe("a\tb\n1\tx y\n2\tz");
    expect(outputText({ vector: [1, 2, 3] })).toBe("a vector of 3 numbers");
  });
  it("is empty for an output of files only", () => {
    expect(outputText({ media: [] })).toBe("");
  });
});
