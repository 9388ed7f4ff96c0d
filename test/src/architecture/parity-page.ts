/** A row of a table of docs/parity.md. */
export interface ParityRow {
  /** The first cell: a feature, a wish or a defect. */
  readonly name: string;
  /** What stands in the last cell. */
  readonly shownBy: string;
}

/** A test that the page names. */
export interface Citation {
  /** From the repository's root, with slashes. */
  readonly path: string;
  /** Null: the file as a whole. */
  readonly title: string | null;
}

const ROOTS: Readonly<Record<string, string>> = {
  R: "packages/runtime/src/",
  S: "packages/shared/src/",
  I: "packages/indexer/src/",
  C: "apps/cli/src/",
  T: "test/src/",
};

/** Returns the rows of the table under a heading, without its head; none where there is no such heading. */
export function parityRows(page: string, heading: string): ParityRow[] {
  const [, part = ""] = page.split(new RegExp(`^## ${heading}$`, "m"));
  const [section = ""] = part.split(/^## /m);
  return section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return { name: cells.at(1) ?? "", shownBy: cells.at(-2) ?? "" };
    });
}

/** Returns the tests that a text names, in its order: a path in backquotes, and its title in curly quotes behind it. */
export function citations(text: string): Citation[] {
  const cited = /`([A-Z])\/([\w./-]+\.test\.ts)`(?:\s+“([^”]+)”)?/g;
  return [...text.matchAll(cited)].map(([, root = "", path = "", title]) => ({
    path: `${ROOTS[root] ?? `${root}/`}${path}`,
    title: title?.replace(/\s+/g, " ") ?? null,
  }));
}

/** Returns the names of the npm scripts that a text names. */
export function npmScripts(text: string): string[] {
  return [...text.matchAll(/`npm run ([\w:]+)/g)].map(([, name = ""]) => name);
}
