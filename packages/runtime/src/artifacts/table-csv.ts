import type { Table } from "@hugginggpt/shared";
import { stringify } from "csv-stringify/sync";

/** What spreadsheets take for the beginning of a formula, full-width forms included (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(\d+([.,]\d+)*|[.,]\d+)(e[+-]?\d+)?\s*%?$/i;

/**
 * Returns a table as CSV (RFC 4180: CR LF, quotes where needed) under a header of column names. A cell that a
 * spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are. Missing cells are empty.
 */
export function tableCsv(table: Table): string {
  const names = Object.keys(table);
  const rows = Math.max(0, ...names.map((name) => table[name]?.length ?? 0));
  const body = Array.from({ length: rows }, (_, row) =>
    names.map((name) => harmless(table[name]?.[row] ?? "")),
  );
  return stringify([names.map(harmless), ...body], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}

function harmless(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
