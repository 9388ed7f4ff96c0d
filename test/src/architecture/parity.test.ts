import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { citations, npmScripts, parityRows } from "./parity-page.js";
import { testTitles } from "./test-titles.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const PAGE = read("docs/parity.md");
const TABLES = ["Features", "Wishes", "Defects"].map((heading) => parityRows(PAGE, heading));
const [, WISHES = [], DEFECTS = []] = TABLES;
/** What section 2 of `../shared/peers.md` lists, and section 5. */
const DEFECT_COUNT = 60;
const WISH_COUNT = 20;
const SURVEY = join(ROOT, "..", "shared", "peers.md");

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");
}

describe("docs/parity.md", () => {
  it("names only tests that are there, by their titles", () => {
    const cited = citations(PAGE);
    expect(cited.length).toBeGreaterThan(150);
    const titles = new Map<string, readonly string[]>();
    const wrong = cited.filter(({ path, title }) => {
      if (!existsSync(join(ROOT, path))) return true;
      if (!titles.has(path)) titles.set(path, testTitles(path, read(path)));
      return title !== null && !titles.get(path)?.includes(title);
    });
    expect(wrong).toEqual([]);
  });

  it("names only scripts of npm that are there", () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"));
    expect(npmScripts(PAGE).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it.each([
    ["defect", DEFECTS, /^D(?<number>\d+)$/, DEFECT_COUNT],
    ["wish", WISHES, /^(?<number>\d+)$/, WISH_COUNT],
  ])("has one row or several for each %s, in order", (_what, rows, form, count) => {
    const numbers = rows.map(({ name }) => Number(form.exec(name)?.groups?.number));
    expect([...new Set(numbers)]).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it("shows each row by tests or a command, or says why it is not yet so", () => {
    const rows = TABLES.flat();
    expect(rows.length).toBeGreaterThan(120);
    const unfounded = rows.filter(({ shownBy }) => {
      const tests = citations(shownBy);
      const isShown =
        tests.length > 0 ? tests.every(({ title }) => title !== null) : /^`[^`]+`/.test(shownBy);
      return isShown === /^not yet: \S.{10}/.test(shownBy);
    });
    expect(unfounded).toEqual([]);
  });
});

describe.skipIf(!existsSync(SURVEY))("the survey (skipped where ../shared is absent)", () => {
  it("lists as many defects and wishes as the page has to have", () => {
    const survey = existsSync(SURVEY) ? readFileSync(SURVEY, "utf8") : "";
    const defects = [...survey.matchAll(/^D(\d+) /gm)].map(([, number]) => Number(number));
    expect(defects).toEqual(Array.from({ length: DEFECT_COUNT }, (_, index) => index + 1));
    const [, fifth = ""] = survey.split(/^## 5\. .*$/m);
    const [wishes = ""] = fifth.split(/^### 5b/m);
    expect([...wishes.matchAll(/^\d+\. /gm)]).toHaveLength(WISH_COUNT);
  });
});
