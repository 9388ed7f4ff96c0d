import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, type Plane } from "../planes/plane.js";
import { turned } from "../planes/resample.js";
import { bestReading } from "./best-reading.js";
import { levellingAngles } from "./straighten.js";
import { readingOf, textOf, type Word, wordsOfTable } from "./words.js";

const word = (text: string, confidence: number, line = "1", paragraph = "1", height = 40): Word => ({
  text,
  confidence,
  height,
  line,
  paragraph,
});

/** Bars with gaps, as lines of words seen from afar, on white. */
function lines(): Plane {
  const [width, height] = [300, 200];
  const values = new Float32Array(width * height).fill(255);
  for (let y = 30; y < 170; y++)
    for (let x = 30; x < 270; x++)
      if (y % 20 < 9 && (x * 7 + (y - (y % 20)) * 3) % 61 > 12) values[y * width + x] = 20;
  return { width, height, values };
}

describe("levellingAngles", () => {
  it("finds by how much a page was turned, whichever way", () => {
    const page = lines();
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), (degrees) => {
        const [likely] = levellingAngles(turned(page, degrees));
        expect(Math.abs(likely + degrees)).toBeLessThan(1);
      }),
      { numRuns: 5, seed: 7 },
    );
    expect(levellingAngles(turned(page, 90))[0]).toBeCloseTo(90, 0);
  });

  it("leaves a page as it is that lies level, and one without any ink", () => {
    expect(levellingAngles(lines())[0]).toBe(0);
    const blank = { width: 50, height: 40, values: new Float32Array(2000).fill(255) };
    expect(levellingAngles(blank)).toEqual([0, 90]);
  });
});

describe("bestReading", () => {
  /** Reads surely only what has its one dark corner at the top left, as a reader reads only what is upright. */
  const marked = (): Plane => {
    const page = lines();
    for (let y = 2; y < 22; y++) for (let x = 2; x < 22; x++) page.values[y * page.width + x] = 0;
    return page;
  };
  const upright = ({ width, values }: Plane): readonly Word[] =>
    at(values, 12 * width + 12) < 60 ? [word("upright", 95)] : [word("umop", 30)];

  it.each([0, 90, 180, 270])("turns a picture first that was turned by %i degrees", (degrees) => {
    expect(textOf(bestReading(turned(marked(), degrees), upright).words)).toBe("upright");
  });

  it("reads once what is read surely", () => {
    let reads = 0;
    bestReading(lines(), () => {
      reads++;
      return [word("sure", 96)];
    });
    expect(reads).toBe(1);
  });

  it("enlarges small letters and keeps the surer reading", () => {
    const small = (plane: Plane): readonly Word[] =>
      plane.width > 400 ? [word("Jones", 95, "1", "1", 24)] : [word("jones", 89, "1", "1", 12)];
    expect(bestReading(lines(), small).words.map(({ text }) => text)).toEqual(["Jones"]);
  });

  it("has no words where nothing is read", () => {
    expect(bestReading(lines(), () => [])).toEqual({ words: [], signs: 0, confidence: 0, score: 0 });
  });
});

describe("words", () => {
  it("come from the table's rows for words, blank ones left out", () => {
    const table = [
      "4\t1\t1\t1\t1\t0\t0\t0\t90\t20\t-1\t",
      "5\t1\t1\t1\t1\t1\t0\t0\t40\t20\t96.5\tOpen",
      "5\t1\t1\t1\t1\t2\t50\t0\t40\t20\t95\t ",
      "5\t1\t1\t1\t2\t1\t0\t30\t40\t21\t90\tdaily",
      "5\t1\t2\t1\t1\t1\t0\t90\t40\t22\t91\tHarbour",
      "",
    ].join("\n");
    const words = wordsOfTable(table);
    expect(words.map(({ text, confidence, height }) => [text, confidence, height])).toEqual([
      ["Open", 96.5, 20],
      ["daily", 90, 21],
      ["Harbour", 91, 22],
    ]);
    expect(textOf(words)).toBe("Open\ndaily\n\nHarbour");
  });

  it("count by their letters and digits", () => {
    expect(readingOf([word("ab", 90), word("--", 10), word("c4d5", 60)])).toMatchObject({
      signs: 6,
      confidence: 70,
      score: 2 * 40 + 4 * 10,
    });
  });
});
