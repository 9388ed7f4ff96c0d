import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Returns a line cut at so many columns, with "…" where something was left out. */
export function cutTo(line: string, columns: number): string {
  if (stringWidth(line) <= columns) return line;
  const [first = ""] = wrapAnsi(line, columns - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${first}…`;
}
