/** A row of the page: what is compared, and what shows that it holds. */
export interface ParityRow {
  readonly feature?: string;
  /** A number of the survey's wishes. */
  readonly wish?: string;
  /** `D1` and so on. */
  readonly defect?: string;
  /** How HuggingGPT had it. */
  readonly was?: string;
  /** The part of a wish that the row is about. */
  readonly part?: string;
  /** What holds here. */
  readonly here: string;
  /** Titles of tests, with `<file>: ` in front where several files have one. */
  readonly tests?: readonly string[];
  /** Commands that show it besides. */
  readonly also?: string;
  /** Why it does not hold yet; such a row has no tests. */
  readonly notYet?: string;
}

/** What docs/parity.json holds. */
export interface ParityData {
  readonly features: readonly ParityRow[];
  readonly wishes: readonly ParityRow[];
  readonly defects: readonly ParityRow[];
  readonly properties: readonly { readonly property: string; readonly tests: readonly string[] }[];
}

/** The titles of the tests in each file, by its path from the repository's root. */
export type Titles = ReadonlyMap<string, readonly string[]>;

const INTRO = `# Parity with HuggingGPT

<!-- Written by \`npm run docs:parity\` from docs/parity.json and the titles of the tests. -->

For those who know HuggingGPT, and for developers: what HuggingGPT (microsoft/JARVIS) could do and what it did wrong, what neither it nor its neighbours had when they were
surveyed, and what holds here. A row claims something only with a test or a command that shows it; everything else is
"not yet" with the reason, whatever the code may already do. \`%s\` and \`%j\` stand for the cases of a table of cases.
To run one, after \`npm run build\`: \`npx vitest run --root packages/runtime -t "part of its title"\`.
`;

/** Returns docs/parity.md. @throws Error for a test that is not there, or is there several times. */
export function parityPage(data: ParityData, titles: Titles): string {
  const table = (
    heading: string,
    columns: readonly (keyof ParityRow)[],
    names: string,
    rows: readonly ParityRow[],
  ) =>
    [
      `## ${heading}\n`,
      `| ${names} | shown by |`,
      `|${"---|".repeat(columns.length + 1)}`,
      ...rows.map((row) => {
        const cells = columns.map((column) => String(row[column] ?? ""));
        return `| ${[...cells, shownBy(row, titles)].join(" | ")} |`;
      }),
      "",
    ].join("\n");
  const properties = data.properties.map(({ property, tests }) => `- ${property} ${linked(tests, titles)}`);
  return [
    INTRO,
    table("Features", ["feature", "was", "here"], "feature | HuggingGPT | here", data.features),
    table("Wishes", ["wish", "part", "here"], "wish | part | here", data.wishes),
    table("Defects", ["defect", "was", "here"], "defect | HuggingGPT | here", data.defects),
    `## Whatever comes\n\nEach tested with generated input (fast-check):\n\n${properties.join("\n")}\n`,
  ].join("\n");
}

function shownBy({ tests = [], also, notYet }: ParityRow, titles: Titles): string {
  if (notYet !== undefined) return `not yet: ${notYet}`;
  return [linked(tests, titles), also].filter(Boolean).join("; ");
}

function linked(tests: readonly string[], titles: Titles): string {
  return tests.map((test) => `[${literal(test)}](../${fileOf(test, titles)})`).join("; ");
}

/** Returns the one file that holds a test, or that has the name. */
function fileOf(test: string, titles: Titles): string {
  const files = [...titles].filter(([path, all]) => {
    const [, name, title] = /^([\w.-]+): (.*)$/.exec(test) ?? [];
    return (
      all.includes(test) ||
      path.endsWith(`/${test}`) ||
      (path.endsWith(`/${name}.test.ts`) && all.includes(title ?? ""))
    );
  });
  const [file, ...others] = files.map(([path]) => path);
  if (file !== undefined && others.length === 0) return file;
  throw new Error(
    `"${test}" is the title of a test in ${files.length} files; docs/parity.json must name one`,
  );
}

/** Returns a text that Markdown shows as it is. */
function literal(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&");
}
