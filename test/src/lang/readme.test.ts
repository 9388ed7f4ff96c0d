import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { codeBlocks } from "../docs/code-blocks.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const [ENGLISH = "", CHINESE = ""] = ["README.md", "README.zh-CN.md"].map((name) => join(ROOT, name));
const text = (path: string): string => readFileSync(path, "utf8");

/** Headings by their level; a comment of a shell is none. */
const headings = (path: string): (string | undefined)[] =>
  [
    ...text(path)
      .replace(/^```.*?^```/gms, "")
      .matchAll(/^#+(?= )/gm),
  ].map(([marks]) => marks);

/** What a block does: its commands without requests, and without what is said of them. */
const commands = (path: string) =>
  codeBlocks(path).map(({ language, flags, text: block }) => ({
    language,
    flags,
    text: block
      .replace(/(^|\s)#\s.*$/gm, "")
      .replace(/(?: --)? --lang zh\b/g, "")
      .replace(/"[^"]*"/g, '"..."')
      .replace(/[ \t]+$/gm, ""),
  }));

const links = (path: string): (string | undefined)[] =>
  [...text(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !target?.startsWith("README"))
    .sort();

describe("README.zh-CN.md", () => {
  it("has the sections, commands, links and settings of README.md", () => {
    expect(headings(CHINESE)).toEqual(headings(ENGLISH));
    expect(commands(CHINESE)).toEqual(commands(ENGLISH));
    expect(links(CHINESE)).toEqual(links(ENGLISH));
    const settings = (path: string) =>
      [...text(path).matchAll(/^\| (`.*?`) *\|/gm)].map(([, names]) => names);
    expect(settings(CHINESE)).toEqual(settings(ENGLISH));
  });

  it("and README.md lead to each other", () => {
    expect(text(ENGLISH).slice(0, 200)).toContain("(README.zh-CN.md)");
    expect(text(CHINESE).slice(0, 200)).toContain("(README.md)");
  });
});
