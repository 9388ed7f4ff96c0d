import type { Table } from "@hugginggpt/shared";
import { stringify } from "csv-stringify/sync";

/**
 * What spreadsheets take for the beginning of a formula, full-width forms included, at the beginning of a cell or of
 * what becomes one where a spreadsheet splits at another mark than the comma or does not heed our quotes (OWASP, "CSV
 * Injection"). Blanks and quotes before it do not help.
 */
const FORMULA = /(^|[;|\t\r\n])([\p{Z}\p{Default_Ignorable_Code_Point}"']*[=+\-@＝＋－＠][^;|\t\r\n]*)/gu;
const NUMBER = /^[+-]?(\d+([.,]\d+)*|[.,]\d+)(e[+-]?\d+)?\s*%?$/i;

/**
 * Returns a table as CSV (RFC 4180: CR LF, quotes where needed) under a header of column names. What a
 * spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are. Missing cells are empty.
 */
export function tableCsv(table: Table): string {
  const names = Object.keys(table);
  const rows = Math.max(0, ...names.map((name) => table[name]?.length ?? 0));
  const body = Array.from({ length: rows }, (_, row) => names.map((name) => table[name]?.[row] ?? ""));
  return [names, ...body].map(csvLine).join("");
}

/** Returns cells as a line of CSV with its end, as `tableCsv` writes it. */
export function csvLine(cells: readonly string[]): string {
  return stringify([cells.map(harmless)], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}

function harmless(cell: string): string {
  const defused = cell.replace(FORMULA, (all, mark, formula) =>
    NUMBER.test(formula.trim()) ? all : `${mark}'${formula}`,
  );
  return /^[\t\r\n]/.test(cell) ? `'${defused}` : defused;
}
