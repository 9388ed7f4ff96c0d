import { describe, expect, it } from "vitest";
import { SAMPLES, sample } from "../testing/samples.js";
import { piecesOf } from "./flite.js";
import { speakable, unspeakable } from "./speakable.js";
import { writeWav } from "./wav.js";

describe("speakable", () => {
  it.each([
    ["“It’s hers” — he said…", '"It\'s hers", he said...'],
    ["Jože Plečnik, Zoë, Łódź, Strauß and Ærø", "Joze Plecnik, Zoe, Lodz, Strauss and Aero"],
    [
      "£149.50, €30, €3bn, $5k and $48 million",
      "149 pounds 50, 30 euros, 3 billion euros, 5 thousand dollars and $48 million",
    ],
    ["Ms. Jones and Prof. Hill, i.e. both", "Miz Jones and Professor Hill, that is both"],
    ["on Jan. 12, ca. 5 min. vs. 3.2 s", "on January 12, approximately 5 minutes versus 3.2 seconds"],
    [
      "since 1987, in 1905 and 2026, of 1500 people",
      "since nineteen eighty seven, in nineteen oh five and 2026, of 1500 people",
    ],
    ["20 °C at 25 km/h & 2026-03-20", "20 degrees Celsius at 25 kilometres an hour and March 20, 2026"],
    ["**Bold** [link](https://a.b/c) and me@x.org", "Bold link and me at x dot org"],
    ["version 2.0.1", "version 2 point 0 point 1"],
    ["日本語", ""],
  ])("turns %s into what the voice reads", (text, spoken) => {
    expect(speakable(text)).toBe(spoken);
  });

  it.each(SAMPLES)("leaves nothing in %s that the voice cannot read", (name) => {
    expect(speakable(sample(name))).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe("speakable, of quantities", () => {
  it.each([
    ["Take 25 µg daily", "Take 25 micrograms daily"],
    ["Take 25 μg daily", "Take 25 micrograms daily"],
    ["Add 1½ cups and ¾ spoon", "Add 1 and a half cups and three quarters spoon"],
    [
      "10⁶ people, 10⁻³ parts, x² and 2^10",
      "10 to the power of 6 people, 10 to the power of minus 3 parts, x squared and 2 to the power of 10",
    ],
    ["age ≥ 18, dose ≤5 mg, p < 0.05", "age at least 18, dose at most 5 milligrams, p less than 0.05"],
    ["₹500, 20 €, ₩1,000 and 50¢", "500 rupees, 20 euros, 1,000 won and 50 cents"],
    ["3.5 °C, -5 °C and 20℃", "3.5 degrees Celsius, minus 5 degrees Celsius and 20 degrees Celsius"],
    ["5 m², 2 km² and 3 m³", "5 square metres, 2 square kilometres and 3 cubic metres"],
    ["10 ±2 V, 5 Ω and ≈ 3", "10 plus or minus 2 V, 5 ohms and about 3"],
    ["30 m/s, 90 mg/dL", "30 metres per second, 90 milligrams per decilitre"],
    ["1.234,56 and 10\u202f000", "1234.56 and 10000"],
    ["6′ 2″ and 1990–1995", "6 feet 2 inches and nineteen ninety to nineteen ninety five"],
    ["★★★★☆ § 5 A → B", "4 of 5 stars section 5 A to B"],
    ["3 × 4 ÷ 2 ≠ 5, 5‰", "3 times 4 divided by 2 not equal to 5, 5 per mille"],
    ["₿0.5, ₹1,00,000 and €12,50", "0.5 bitcoins, 100000 rupees and 12 euros 50"],
    ["£5–10, 1,5 km and 0,5 %", "5 pounds to 10 pounds, 1.5 kilometres and 0.5 %"],
    ["(−3)³ = −27", "(minus 3) cubed equals minus 27"],
    ["~20 of >100, α-particles", "about 20 of more than 100, alpha -particles"],
  ])("reads %s as %s", (text, spoken) => {
    expect(speakable(text)).toBe(spoken);
    expect(unspeakable(text)).toEqual([]);
  });

  it("tells what it cannot say, and passes over ornaments", () => {
    expect(unspeakable("• The word 東京 is Tokyo 😀 — it’s ⠿")).toEqual(["東京", "😀", "⠿"]);
  });
});

describe("piecesOf", () => {
  it("gives each sentence a pause, a heading and a paragraph a longer one", () => {
    const pieces = piecesOf("The title\n\nOne sentence. Another one.");
    expect(pieces.map((piece) => piece.text)).toEqual(["The title.", "One sentence.", "Another one."]);
    const [title, first, second] = pieces.map((piece) => piece.pause);
    expect(title).toBe(second);
    expect(first).toBeLessThan(title ?? 0);
  });

  it("cuts a long sentence after a comma, without a pause, and loses no word", () => {
    const long = `${"one two three four five, ".repeat(60)}end.`;
    const pieces = piecesOf(long);
    expect(pieces.every((piece) => piece.text.length <= 400)).toBe(true);
    expect(pieces.slice(0, -1).every((piece) => piece.text.endsWith(",") && piece.pause === 0)).toBe(true);
    expect(pieces.map((piece) => piece.text).join(" ")).toBe(long);
  });

  it("cuts a word without end", () => {
    expect(piecesOf("a".repeat(1000)).map((piece) => piece.text.length)).toEqual([400, 400, 201]);
  });
});

describe("writeWav", () => {
  it("puts silence between sounds and none after the last", () => {
    const sound = { rate: 8_000, channels: 1, samples: new Uint8Array([1, 1]), pause: 0.5 };
    expect(writeWav([sound, sound]).length - writeWav([sound]).length).toBe(8_000 + 2);
  });
});
