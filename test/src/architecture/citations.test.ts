import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, repositoryFiles } from "./repository-files.js";

const COMMENT = /^\s*(?:\/\/|\/?\*)/;
/** A page by its name. */
const PAGE = /(?<![\w-])([\w-]+\.md)\b/g;
/** A chapter of notes by its number. */
const CHAPTER = /\b[a-z]+-(?:facts|notes|review) \d/;
/** Pages of other projects that are named on purpose: every model of the Hub has one. */
const ELSEWHERE = new Set(["README.md"]);

/** A source or test by its whole path. */
const OWN_FILE = /`((?:packages|apps|test|docs|bench|eval|scripts)\/[\w./-]+\.(?:ts|js|mjs|md|json))`/g;
const PAST = /docs[\\/]decisions[\\/]|CHANGELOG\.md$/;

/** The lines in which a file speaks to its reader: all of a page, the comments of code. */
function words(path: string): string[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return path.endsWith(".md") ? lines : lines.filter((line) => COMMENT.test(line));
}

/** The links of a page that lead to no file of the repository; addresses and places within a page aside. */
function brokenLinks(path: string): string[] {
  const links = [...readFileSync(path, "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(
    ([, link = ""]) => link,
  );
  return links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(dirname(path), link)));
}

describe("pages and comments", () => {
  it("name no notes that are not in the repository", () => {
    const files = repositoryFiles().filter((path) => /\.(?:ts|js|mjs|md)$/.test(path));
    const pages = new Set([...files.map((path) => basename(path)), ...ELSEWHERE]);
    const strange = files.flatMap((path) =>
      words(path)
        .filter((line) => {
          const named = [...line.matchAll(PAGE)].map(([, page = ""]) => page);
          return CHAPTER.test(line) || named.some((page) => !pages.has(page));
        })
        .map((line) => `${relative(ROOT, path)}: ${line.trim()}`),
    );
    expect(strange).toEqual([]);
  });

  it("name files of the repository that are there, decisions and the changelog aside: they tell of what was", () => {
    const pages = repositoryFiles().filter((path) => path.endsWith(".md") && !PAST.test(path));
    const gone = pages.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(OWN_FILE)]
        .filter(([, file = ""]) => !existsSync(join(ROOT, file)))
        .map(([, file]) => `${relative(ROOT, path)}: ${file}`),
    );
    expect(gone).toEqual([]);
  });

  it("link to files that are there", () => {
    const pages = repositoryFiles().filter((path) => path.endsWith(".md"));
    const broken = pages.flatMap((path) =>
      brokenLinks(path).map((link) => `${relative(ROOT, path)}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});
