import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processorTime } from "../testing/processor-time.js";
import { rtfProse } from "./index.js";

const FONTS =
  "{\\fonttbl{\\f0\\fnil\\fcharset204 Arial;}{\\f1\\fnil\\fcharset134 SimSun;}{\\f2\\fcharset238 Times;}{\\f3\\fcharset128 MS;}}";

describe("rtfProse", () => {
  it.each([
    [
      "paragraphs and their formatting",
      "\\pard\\b The council\\b0  met.\\par It \\i voted\\i0 .\\line Later.",
      "The council met.\n\nIt voted.\nLater.",
    ],
    [
      "letters by number, with what stands there for older readers",
      "caf\\u233?, \\uc2\\u8212--\\uc0\\u-10179\\u-8704 !",
      "café, —😀!",
    ],
    ["a document's code page", "\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2", "Привет"],
    [
      "a font's code page, of letters in two bytes too",
      `${FONTS}\\f1 \\'d6\\'d0\\'ce\\'c4 \\f2 \\'b3\\'f3d\\'9f {\\f3 \\'93\\'fa\\'96\\'7b}`,
      "中文łódź 日本".replace("文", "文 "),
    ],
    ["a table, a row a line", "\\trowd A\\cell B\\cell\\row \\trowd C\\cell D\\cell\\row", "A\tB\nC\tD"],
    [
      "links by their words",
      'see {\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt the page}}.',
      "see the page.",
    ],
    ["signs that RTF itself is made of", "a \\\\ b \\{c\\}\\~d\\_e co\\-op", "a \\ b {c}\u00a0d-e coop"],
    [
      "neither pictures, objects, heads, hidden words nor what newer readers know",
      "{\\pict\\pngblip 89504e47}{\\object{\\*\\objdata 0102}{\\result X}}{\\header H}{\\v no}{\\*\\new {\\b unknown}}{\\info{\\author Me}}yes",
      "yes",
    ],
    ["past binary data, whatever is in it", "one\\bin6 }{\\par two", "one two"],
    ["a document that was cut off, and one that closes too often", "{\\b end", "end"],
    ["more closed than opened", "a}}} b", "a b"],
  ])("reads %s", (_what, body, expected) => {
    expect(rtfProse(`{\\rtf1\\ansi ${body}}`)).toBe(expected);
  });

  it("ends for whatever follows the mark", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "\\par ",
      "\\u-1?",
      "\\'e9",
      "\\bin99999 ",
      "\\bin-4",
      "\\*",
      "\\",
      "\\uc9 ",
      "x",
      "\n",
      "\\fcharset134 ",
      "\\f1 ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
        expect(rtfProse(`{\\rtf1${all.join("")}`)).toBeTypeOf("string");
      }),
      { seed: 7 },
    );
  });

  it("takes time by a document's length alone", async () => {
    const { ms } = await processorTime(() =>
      rtfProse(`{\\rtf1${"{".repeat(100_000)}\\b x${"\\'e9".repeat(200_000)}`),
    );
    expect(ms).toBeLessThan(5_000);
  });
});
