import measured from "fast-string-truncated-width";

/** A colour or weight (ECMA-48 SGR), or a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
const PIECE = /\u001b\[[\d;]*m|./gsu;

/** Returns how many columns a text takes at a terminal: wide characters two, colours none. */
export function textWidth(text: string): number {
  return measured(text).width;
}

/** Returns a line cut at this many columns, with "…" where something was left out. Colours end as they did. */
export function cutTo(line: string, columns: number): string {
  if (textWidth(line) <= columns) return line;
  const pieces = line.match(PIECE) ?? [];
  let kept = "";
  let at = 0;
  while (at < pieces.length && textWidth(kept + pieces[at]) < columns) kept += pieces[at++];
  return `${kept}…${pieces
    .slice(at)
    .filter((piece) => piece.length > 2)
    .join("")}`;
}
