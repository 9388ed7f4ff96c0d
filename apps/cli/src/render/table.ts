import { cutTo, textWidth } from "./text-width.js";

/**
 * Returns rows as lines of aligned columns, two spaces apart; `right` lists right-aligned columns. Lines are cut to the
 * width of the terminal; null: not cut.
 */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
  columns: number | null = null,
): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ""))));
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          const room = " ".repeat(Math.max(0, width - textWidth(cell)));
          return right.includes(column) ? room + cell : cell + room;
        })
        .join("  ")
        .trimEnd(),
    )
    .map((line) => (columns === null ? line : cutTo(line, columns)));
}
