import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type ParityData, type ParityRow, parityPage } from "./parity-page.js";
import { testTitles } from "./test-titles.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
// Each row is checked below.
const DATA: ParityData = JSON.parse(read("docs/parity.json"));
const ROWS: readonly ParityRow[] = [...DATA.features, ...DATA.wishes, ...DATA.defects];
/** How many defects and wishes the survey of HuggingGPT and its neighbours lists. */
const DEFECT_COUNT = 60;
const WISH_COUNT = 20;

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");
}

/** The titles of the tests in each file. */
function allTitles(): Map<string, readonly string[]> {
  const sources = ["packages", "apps"].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => `${group}/${name}/src`),
  );
  const paths = [...sources, "test/src"]
    .filter((source) => existsSync(join(ROOT, source)))
    .flatMap((source) =>
      readdirSync(join(ROOT, source), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".test.ts"))
        .map((path) => `${source}/${path.replaceAll("\\", "/")}`),
    );
  return new Map(paths.sort().map((path) => [path, testTitles(path, read(path))]));
}

describe("docs/parity.md", () => {
  it("is what `npm run docs:parity` writes from docs/parity.json and the titles of the tests", async () => {
    await expect(parityPage(DATA, allTitles())).toMatchFileSnapshot(join(ROOT, "docs", "parity.md"));
  });

  it("names only scripts of npm that are there", () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"));
    const named = [...JSON.stringify(DATA).matchAll(/`npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it.each([
    ["defect", DATA.defects.map(({ defect }) => /^D(\d+)$/.exec(defect ?? "")?.[1]), DEFECT_COUNT],
    ["wish", DATA.wishes.map(({ wish }) => /^(\d+)$/.exec(wish ?? "")?.[1]), WISH_COUNT],
  ])("has one row or several for each %s, in order", (_what, found, count) => {
    const numbers = found.map(Number);
    expect([...new Set(numbers)]).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it("shows each row by tests or a command, or says why it is not yet so", () => {
    expect(ROWS.length).toBeGreaterThan(120);
    const unfounded = ROWS.filter(({ tests = [], also, notYet }) => {
      const isShown = tests.length > 0 || /^`[^`]+`/.test(also ?? "");
      return isShown === /^\S.{10}/.test(notYet ?? "");
    });
    expect(unfounded).toEqual([]);
    expect(ROWS.flatMap(({ tests = [] }) => tests).length).toBeGreaterThan(150);
  });
});
