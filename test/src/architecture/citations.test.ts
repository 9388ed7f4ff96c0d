import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, repositoryFiles } from "./repository-files.js";

const COMMENT = /^\s*(?:\/\/|\/?\*)/;
/** A page by its name. */
const PAGE = /(?<![\w.-])([\w-]+(?:\.[\w-]+)*\.md)\b/g;
/** A chapter of notes by its number. */
const CHAPTER =
  /\b(?:[a-z]+-(?:facts|notes|review)|surfaces|peers|reliability)(?:\.md)?,? (?:§ ?|section |chapter )?\d/g;
/** Pages of other projects that are named on purpose: every model of the Hub has one. */
const ELSEWHERE = new Set(["README.md"]);

/** A source or test by its whole path. */
const OWN_FILE = /`((?:packages|apps|test|docs|bench|eval|scripts)\/[\w./-]+\.(?:ts|js|mjs|md|json))`/g;
const PAST = /docs[\\/]decisions[\\/]|CHANGELOG\.md$/;

interface Spoken {
  readonly path: string;
  /** The lines in which a file speaks to its reader: all of a page, the comments of code. */
  readonly lines: readonly string[];
}

const spoken: readonly Spoken[] = repositoryFiles()
  .filter((path) => /\.(?:ts|js|mjs|md)$/.test(path))
  .map((path) => {
    const lines = readFileSync(path, "utf8").split("\n");
    return { path, lines: path.endsWith(".md") ? lines : lines.filter((line) => COMMENT.test(line)) };
  });

/** What of files a pattern finds and `isWrong` says is wrong, with the place. */
function found(
  files: readonly Spoken[],
  pattern: RegExp,
  isWrong: (named: string, path: string) => boolean,
): string[] {
  return files.flatMap(({ path, lines }) =>
    [...lines.join("\n").matchAll(pattern)]
      .filter(([, named = ""]) => isWrong(named, path))
      .map(([all]) => `${relative(ROOT, path)}: ${all}`),
  );
}

const LINK = /\]\(([^)\s]+)\)/g;
/** A decision by its number. */
const DECISION = /\bdecision\s+(\d+)/gi;

/** Whether a link of a page leads to no file of the repository, or to no heading of a page; addresses aside. */
function isBroken(link: string, path: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [file = "", heading] = link.split("#");
  const target = file === "" ? path : join(dirname(path), file);
  return !existsSync(target) || (heading !== undefined && !headingsOf(target).has(heading));
}

/** The places within a page as GitHub names them. */
function headingsOf(path: string): ReadonlySet<string> {
  const headings = [...readFileSync(path, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => text);
  return new Set(
    headings.map((text) =>
      text
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
}

describe("pages and comments", () => {
  const pages = spoken.filter(({ path }) => path.endsWith(".md"));

  it("name no notes that are not in the repository", () => {
    const there = new Set([...spoken.map(({ path }) => basename(path)), ...ELSEWHERE]);
    expect(found(spoken, PAGE, (page) => !there.has(page))).toEqual([]);
    expect(found(spoken, CHAPTER, () => true)).toEqual([]);
  });

  it("name files of the repository that are there, decisions and the changelog aside: they tell of what was", () => {
    const present = spoken.filter(({ path }) => !PAST.test(path));
    expect(found(present, OWN_FILE, (file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it("cite decisions that are there", () => {
    const names = readdirSync(join(ROOT, "docs", "decisions"));
    const decisions = new Set(names.map((name) => String(Number.parseInt(name, 10))));
    expect(found(spoken, DECISION, (number) => !decisions.has(number))).toEqual([]);
  });

  it("say in their first words for whom they are, those of docs, and are all in its index", () => {
    const docs = join(ROOT, "docs");
    const own = pages.filter(({ path }) => dirname(path) === docs && basename(path) !== "README.md");
    const silent = own.filter(
      ({ lines }) =>
        !lines
          .slice(1)
          .find((line) => /^[A-Z]/.test(line))
          ?.startsWith("For "),
    );
    expect(silent.map(({ path }) => basename(path))).toEqual([]);
    const index = readFileSync(join(docs, "README.md"), "utf8");
    expect(own.filter(({ path }) => !index.includes(`(${basename(path)})`)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it("quote tests that are there, where docs/security.md says what shows it", () => {
    const rows = readFileSync(join(ROOT, "docs", "security.md"), "utf8").matchAll(/^\| A\d.*\| (.+) \|$/gm);
    const shown = [...rows].map(([, cell = ""]) => cell);
    const tests = repositoryFiles()
      .filter((path) => path.endsWith(".test.ts"))
      .map((path) => ({
        path: relative(ROOT, path).replaceAll("\\", "/"),
        text: readFileSync(path, "utf8"),
      }));
    const quotes = shown.flatMap((cell) => [...cell.matchAll(/“([^”]*)”/g)].map(([, quote = ""]) => quote));
    const names = shown.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
    expect(quotes.filter((quote) => !tests.some(({ text }) => text.includes(quote)))).toEqual([]);
    expect(names.filter((name) => !tests.some(({ path }) => path.includes(name)))).toEqual([]);
    expect([quotes.length > 20, names.length > 30]).toEqual([true, true]);
  });

  it("link to files and headings that are there", () => {
    expect(found(pages, LINK, isBroken)).toEqual([]);
  });
});
