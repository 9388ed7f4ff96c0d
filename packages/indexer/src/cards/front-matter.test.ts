import { expect, test } from "vitest";
import { withoutFrontMatter } from "./front-matter.js";

test.each([
  ["---\na: 1\n---\nText", "Text"],
  ["\ufeff---\r\na: 1\r\n---\r\nText", "Text"],
  ["\n<!-- note -->\n---\na: 1\n---\nText", "Text"],
  ["---\na: 1\n---", ""],
  ["---\na: 1\nText", "---\na: 1\nText"],
  ["Text\n---\na: 1\n---\n", "Text\n---\na: 1\n---\n"],
  ["---\na: |\n  --- x\n---  \nText\n---\nmore", "Text\n---\nmore"],
  ["", ""],
])("%j without front matter is %j", (readme, text) => {
  expect(withoutFrontMatter(readme)).toBe(text);
});
