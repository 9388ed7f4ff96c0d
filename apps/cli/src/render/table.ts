import { cutTo, textWidth } from "./text-width.js";

/**
 * Returns rows as lines of aligned columns, two spaces apart; `right` names the columns that are set to the right. Lines are
 * cut at so many columns of a terminal; null: they are whole.
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
