import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { Environment } from "@hugginggpt/shared";
import { Help } from "commander";
import { textWidth } from "./text-width.js";

/** What is written to: a terminal, a pipe or a file. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Columns of a terminal that does not say how many it has. */
const COLUMNS = 80;

/** What further lines are indented by: an indent, a list's mark, a check's name, the first column of a table. */
const HANGING =
  /^ *(?:(?:[-–✓✗↻*]|\d+\.) +|(?:(?:ok|note|BAD) +)?[\p{L}\d_/<>.-]+(?: [\p{L}\d_-]+)? {2,}(?=\S))?/u;
/** Escape sequences of colours. */
const COLOURS = "(?:\u001b\\[[\\d;]*m)*";
const MOST_INDENT = 20;

/** Places to break Chinese, which has no spaces: between characters, not before closing or after opening marks. */
const BREAK =
  /(?<=[\p{Script=Han}，。；：、！？）》」])(?=[\p{Script=Han}（《「“\w`<])|(?<=[”…\w`>)])(?=[\p{Script=Han}（《「“])/gu;
/** White space that marks a break; it is removed again. */
const NO_SPACE = "\ufeff";

/** Commander is loaded anyway, so its wrapping of help wraps all lines. */
const HELP = Object.assign(new Help(), {
  minWidthToWrap: MOST_INDENT,
  displayWidth: (text: string) => textWidth(text.replaceAll(NO_SPACE, "")),
});

/** Wraps a text to a number of columns, between words or between Chinese characters. */
export function wrapText(text: string, columns: number): string {
  return HELP.boxWrap(text.replace(BREAK, NO_SPACE), columns).replaceAll(NO_SPACE, "");
}

/** Returns how many columns a terminal has; null for what is none: nothing is wrapped there. */
export function columnsOf(stream: Output): number | null {
  return stream.isTTY ? stream.columns || COLUMNS : null;
}

/** Returns true if lines of a stream can be overwritten: not in files, pipes, logs of CI and dumb terminals. */
export function canRedraw(stream: Output, { TERM, CI }: Environment): boolean {
  return stream.isTTY === true && TERM !== "dumb" && (!CI || CI === "false" || CI === "0");
}

/**
 * Returns a line wrapped between words to a number of columns; a longer word, such as an address, is left to the
 * terminal, so that it can be copied whole. Wide characters count two, and further lines are indented like the text of
 * the first.
 */
export function wrapped(line: string, columns: number | null): string {
  if (columns === null) return line;
  return line
    .split("\n")
    .map((one) => (textWidth(one) <= columns ? one : wrappedLine(one, columns)))
    .join("\n");
}

function wrappedLine(line: string, columns: number): string {
  const [hanging = ""] = HANGING.exec(stripVTControlCharacters(line)) ?? [];
  const [indent = ""] =
    new RegExp(`^(?:${COLOURS}.){${Math.min(hanging.length, MOST_INDENT)}}`, "u").exec(line) ?? [];
  const width = textWidth(indent);
  const text = wrapText(line.slice(indent.length), Math.max(MOST_INDENT, columns - width));
  return indent + text.replaceAll("\n", `\n${" ".repeat(width)}`);
}

/** Returns what makes a terminal open a file when its name is clicked (OSC 8); the name alone where it cannot. */
export function linked(name: string, path: string, stream: Output, env: Environment): string {
  if (!hasLinks(stream, env)) return name;
  return `\u001b]8;;${pathToFileURL(path).href}\u0007${name}\u001b]8;;\u0007`;
}

/** Known terminals with links; others would show the escape sequence. */
function hasLinks(stream: Output, env: Environment): boolean {
  if (!canRedraw(stream, env) || env.TMUX || env.STY) return false;
  const { TERM = "", TERM_PROGRAM = "", VTE_VERSION, WT_SESSION, KONSOLE_VERSION, DOMTERM } = env;
  return (
    Boolean(WT_SESSION || KONSOLE_VERSION || DOMTERM) ||
    Number(VTE_VERSION) >= 5000 ||
    ["iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"].includes(TERM_PROGRAM) ||
    /^(xterm-(kitty|ghostty)|alacritty|foot|wezterm|contour)/.test(TERM)
  );
}
