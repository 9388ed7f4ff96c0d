import type { Table } from "../nouns/value.js";

const MAX_CELLS = 100_000;

/**
 * Returns a table written as columns (`{"name": ["a", "b"]}`) or as a list of rows (`[{"name": "a"}, ...]`), cells as
 * text. Null for anything else, for columns of different lengths, and past 100,000 cells.
 */
export function readTable(value: unknown): Table | null {
  const columns = Array.isArray(value) ? fromRows(value) : fromColumns(value);
  if (!columns) return null;
  const lengths = new Set([...columns.values()].map((cells) => cells.length));
  const [rows = 0] = lengths;
  if (lengths.size !== 1 || rows === 0 || columns.size * rows > MAX_CELLS) return null;
  return Object.fromEntries(columns);
}

function fromColumns(value: unknown): Map<string, string[]> | null {
  if (typeof value !== "object" || value === null) return null;
  const columns = new Map<string, string[]>();
  for (const [name, cells] of Object.entries(value)) {
    if (name === "__proto__" || !Array.isArray(cells)) return null;
    columns.set(name, cells.map(cellText));
  }
  return columns;
}

function fromRows(rows: readonly unknown[]): Map<string, string[]> | null {
  const columns = new Map<string, string[]>();
  for (const row of rows) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) return null;
    for (const name of Object.keys(row)) if (name !== "__proto__") columns.set(name, []);
  }
  for (const [name, cells] of columns) {
    for (const row of rows) {
      // Checked above: every row is an object.
      cells.push(cellText(Object.entries(row as object).find(([key]) => key === name)?.[1]));
    }
  }
  return columns;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
