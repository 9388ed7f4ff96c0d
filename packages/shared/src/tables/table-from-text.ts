import { parse } from "csv-parse/sync";
import type { Table } from "../nouns/value.js";
import { readTable } from "./read-table.js";

const MAX_ROWS = 100_000;

/** A table, or why a text holds none: a clause that follows the text's name. */
export type TableReading = { readonly table: Table } | { readonly problem: string };

/**
 * Returns the table in a text: JSON (rows or columns), or values separated by commas, semicolons or tabs whose first line
 * names the columns. Missing cells are empty; columns without a name are called by their number; of columns with the
 * same name the later ones get a number. Rows past 100,000 are left out.
 */
export function tableFromText(text: string): TableReading {
  if (/^\s*[[{]/.test(text)) {
    const table = fromJson(text);
    if (table) return { table };
  }
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: MAX_ROWS,
    });
    const [header, ...body] = rows;
    if (!header || body.length === 0) return { problem: "has no rows under its header" };
    return { table: columns(header, body) };
  } catch (error) {
    return { problem: `cannot be read as a table (${error instanceof Error ? error.message : "?"})` };
  }
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
    return null; // Not JSON: it may still be lines of values.
  }
}

function columns(header: readonly string[], body: readonly (readonly string[])[]): Table {
  const table: Record<string, string[]> = {};
  for (const [i, title] of header.entries()) {
    let name = title || `column ${i + 1}`;
    for (let n = 2; Object.hasOwn(table, name); n++) name = `${title || "column"} ${n}`;
    Object.defineProperty(table, name, { value: body.map((row) => row[i] ?? ""), enumerable: true });
  }
  return table;
}

/** The separator that the first line holds most of. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ",";
}
