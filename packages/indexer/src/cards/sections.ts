/** A heading with the lines under it, up to the next heading. */
export interface Section {
  /** 1 to 6 as in Markdown; 7 for a line in bold that serves as a heading; 0 before the first heading. */
  readonly level: number;
  readonly title: string;
  readonly lines: readonly string[];
}

const MAX_TITLE_LENGTH = 200;

/** Returns the sections of Markdown in order. The first one has no title: it is the text before the first heading. */
export function sectionsOf(markdown: string): Section[] {
  const sections: { level: number; title: string; lines: string[] }[] = [{ level: 0, title: "", lines: [] }];
  for (const line of markdown.split("\n")) {
    const current = sections.at(-1);
    if (!current) break;
    const heading = atxHeading(line) ?? boldHeading(line);
    if (heading) {
      sections.push({ ...heading, lines: [] });
      continue;
    }
    const underlined = underline(line, current.lines.at(-1));
    if (underlined) {
      const title = current.lines.pop()?.trim() ?? "";
      sections.push({ level: underlined, title, lines: [] });
    } else if (!isRule(line)) {
      current.lines.push(line);
    }
  }
  return sections;
}

/** Returns the sections without unwanted ones and all sections below those. */
export function withoutSections(
  sections: readonly Section[],
  unwanted: (title: string) => boolean,
): Section[] {
  let below = Number.POSITIVE_INFINITY;
  return sections.filter(({ level, title }) => {
    if (level > below) return false;
    below = title !== "" && unwanted(title) ? level : Number.POSITIVE_INFINITY;
    return below === Number.POSITIVE_INFINITY;
  });
}

function atxHeading(line: string): { level: number; title: string } | null {
  const match = /^ {0,3}(#{1,6})(\s?)(.*)$/.exec(line);
  if (!match) return null;
  const [, marks = "", space, rest = ""] = match;
  const title = trimMarks(rest.slice(0, MAX_TITLE_LENGTH));
  // "#hashtag" is no heading; "##Title" is meant as one.
  if (space === "" && (marks.length === 1 || rest.startsWith("#")) && title !== "") return null;
  return { level: marks.length, title };
}

function boldHeading(line: string): { level: number; title: string } | null {
  const match = /^\s{0,3}(?:\*\*|__)([^*_]{2,80})(?:\*\*|__)\s*:?\s*$/.exec(line);
  const title = match?.[1]?.replace(/:\s*$/, "").trim();
  return title && !/[.!?]$/.test(title) ? { level: 7, title } : null;
}

function underline(line: string, previous: string | undefined): 1 | 2 | null {
  const text = previous?.trim() ?? "";
  if (text === "" || text.length > 80 || /^[-*>|]/.test(text)) return null;
  if (/^={2,}\s*$/.test(line)) return 1;
  return /^-{3,}\s*$/.test(line) ? 2 : null;
}

function isRule(line: string): boolean {
  return /^\s{0,3}(?:[-*_=]\s*){3,}$/.test(line);
}

function trimMarks(title: string): string {
  return title.replace(/[#\s]+$/, "").replace(/^[*_\s]+|[*_\s]+$/g, "");
}
