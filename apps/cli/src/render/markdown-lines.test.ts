import fc from "fast-check";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { markdownLines } from "./markdown-lines.js";
import { textWidth } from "./text-width.js";

const view = {
  columns: 40,
  paint: picocolors.createColors(false),
  linked: (href: string) => (href.startsWith("http") ? href : null),
};
const shown = (text: string) => markdownLines(text, view);

describe("a page in a terminal", () => {
  it("has headings, paragraphs that are wrapped, and code as it is", () => {
    const long = "word ".repeat(12).trim();
    expect(shown(`# Title\n\n${long}\n\n\`\`\`sh\n${long}\n\`\`\`\n`)).toEqual([
      "Title",
      "",
      "word word word word word word word word",
      "word word word word",
      "",
      `    ${long}`,
    ]);
  });

  it("says where a link leads, once", () => {
    expect(shown("See [the page](https://a.test/x), [here](x.md) and <https://b.test>.")).toEqual([
      "See the page (https://a.test/x), here",
      "and https://b.test.",
    ]);
  });

  it("has lists with what is in them indented", () => {
    expect(shown("- one\n- two\n  - three\n\n2. four\n3. five")).toEqual([
      "- one",
      "- two",
      "  - three",
      "",
      "2. four",
      "3. five",
    ]);
  });

  it("keeps a table that fits, and makes a list of one that does not", () => {
    expect(shown("| a | b |\n| --- | --- |\n| 1 | 2 |")).toEqual(["a  b", "1  2"]);
    expect(
      shown(`| name | what it is | more |\n| --- | --- | --- |\n| x | ${"word ".repeat(9)} | y |`),
    ).toEqual(["x", "    what it is: word word word word word", "    word word word word", "    more: y"]);
  });

  it("shows what is written, not how: code, emphasis, entities, comments", () => {
    expect(shown("`a < b` & **c** \\* d <!-- hidden -->!")).toEqual(["a < b & c * d !"]);
  });

  it("loses no word and breaks at no other place than a blank", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcxyz"), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const lines = shown(words.join(" "));
        expect(lines.join(" ")).toBe(words.join(" "));
        expect(lines.filter((line) => textWidth(line) > 40)).toEqual([]);
      }),
      { seed: 3 },
    );
  });
});
