import { parse } from "csv-parse/sync";
import type { Table } from "../nouns/value.js";
import { readTable } from "./read-table.js";

const MAX_ROWS = 100_000;
const MAX_CELLS = 10_000_000;
/** Possible separators; those that occur least often inside cells come first. */
const MARKS = ["\t", ";", "|", ","];
/** Characters that are examined to find the separator. */
const SAMPLE = 65_536;

/** A table, or why a text has none: a clause that follows the text's name. */
export type TableReading = { readonly table: Table } | { readonly problem: string };

/**
 * Returns the table in a text: JSON (rows or columns), or values separated by commas, semicolons, tabs or bars whose
 * first line names the columns, after a line `sep=;` or a title, where there is one. Cells beyond the header get
 * columns of their own. Missing cells are empty; columns without a name are called by their number; of columns with
 * the same name the later ones get a number. Rows past 100,000 are left out.
 */
export function tableFromText(text: string): TableReading {
  if (/^\s*[[{]/.test(text)) {
    const table = fromJson(text);
    if (table) return { table };
  }
  const { lines, mark } = described(text);
  try {
    const rows: string[][] = parse(lines, {
      delimiter: mark,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: MAX_ROWS,
    });
    const [header, ...body] = withoutTitle(rows);
    if (!header || body.length === 0) return { problem: "has no rows under its header" };
    const width = body.reduce((most, row) => Math.max(most, row.length), header.length);
    if (width * body.length > MAX_CELLS) return { problem: `has more than ${MAX_CELLS} cells` };
    return { table: columns([...header, ...new Array<string>(width - header.length).fill("")], body) };
  } catch (error) {
    return { problem: `cannot be read as a table (${error instanceof Error ? error.message : "?"})` };
  }
}

/**
 * The rows of a table of Markdown without its edges and its line of dashes; the separator that a first line `sep=;`
 * names.
 */
function described(text: string): { readonly lines: string; readonly mark: string } {
  const said = /^\ufeff?"?sep=(.)"?[ \t]*\r?\n/i.exec(text);
  if (said?.[1] !== undefined) return { lines: text.slice(said[0].length), mark: said[1] };
  const mark = delimiterOf(text);
  if (mark !== "|" || !/^\s*\|/.test(text)) return { lines: text, mark };
  const rows = text.split(/\r?\n/).filter((line) => !(line.includes("-") && /^[\s|:-]+$/.test(line)));
  return { lines: rows.map((line) => line.trim().replace(/^\||\|$/g, "")).join("\n"), mark };
}

/** A first row of one cell, above rows of several, is the table's title. */
function withoutTitle(rows: readonly string[][]): readonly string[][] {
  const filled = (row: readonly string[] | undefined) => row?.filter((cell) => cell !== "").length ?? 0;
  const [first, second, third] = rows;
  const isTitle = filled(first) <= 1 && filled(second) > 1 && filled(third) > 1;
  return isTitle ? rows.slice(1) : rows;
}

/** Returns true for a text that is plainly a table: JSON of one, or at least two columns and no ragged row. */
export function looksLikeTable(text: string): boolean {
  if (/^\s*[[{]/.test(text)) return fromJson(text) !== null;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const mark = delimiterOf(text);
  const widths = new Set(lines.slice(0, 200).map((line) => line.replace(/"[^"]*"/g, "").split(mark).length));
  const [width = 1] = widths;
  return lines.length > 1 && widths.size === 1 && width > 1;
}

function fromJson(text: string): Table | null {
  try {
    return readTable(JSON.parse(text));
  } catch {
    return null; // It is not JSON, but may still be lines of values.
  }
}

function columns(header: readonly string[], body: readonly (readonly string[])[]): Table {
  const table: Record<string, string[]> = {};
  // The number that the next column of a title gets: thousands may have the same one.
  const numbers = new Map<string, number>();
  for (const [i, title] of header.entries()) {
    let name = title || `column ${i + 1}`;
    while (Object.hasOwn(table, name)) {
      const n = numbers.get(title) ?? 2;
      numbers.set(title, n + 1);
      name = `${title || "column"} ${n}`;
    }
    Object.defineProperty(table, name, { value: body.map((row) => row[i] ?? ""), enumerable: true });
  }
  return table;
}

/** Returns the separator that splits most of the first lines into the same number of cells, outside of quotes. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, SAMPLE)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const scores = MARKS.map((mark) => ({
    mark,
    score: scoreOf(lines.map((line) => line.split(mark).length)),
  }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).mark;
}

/** Scores a separator by how many lines share the commonest width, then by that width; 0 for a single cell. */
function scoreOf(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return Math.max(0, ...[...counts].map(([width, count]) => count * 1000 + Math.min(width, 999)));
}
