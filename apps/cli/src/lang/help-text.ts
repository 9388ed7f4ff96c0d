import { columnsOf, type Output, wrapped } from "../render/terminal.js";
import { textWidth } from "../render/text-width.js";
import { joined, sentencesOf } from "./sentences.js";
import { fixed, say, spoken } from "./words.js";

/** Columns to which a translation is wrapped in a file or a pipe: those of the English lines. */
const COLUMNS = 120;
/** A line of an example with what it is for. */
const EXAMPLE = /^( +\S.*?) +# (.*[^\s.].*)$/;
/** The request of an example. */
const REQUEST = /(?<=hugginggpt (?:run|plan) ")[^"]+(?=")/;

/**
 * Returns a function that formats the text below a command's options: paragraphs in the current language, wrapped to
 * the terminal, and the comment of an example above it if it does not fit beside it. Indented lines are examples.
 */
export function helpText(text: string, { out }: { readonly out: Output }): () => string {
  return () => {
    const columns = columnsOf(out);
    if (columns === null && !spoken()) return text;
    return text
      .replace(/(?<=^|\n)[^\s].*(?:\n[^\s].*)*/g, (lines) => paragraph(lines, columns ?? COLUMNS))
      .replace(/^ .*$/gm, (line) => example(line, columns));
  };
}

function paragraph(lines: string, columns: number): string {
  return wrapped(joined(sentencesOf(lines.replaceAll("\n", " ")).map(say)), columns);
}

function example(line: string, columns: number | null): string {
  const [, command = line, comment] = EXAMPLE.exec(line) ?? [];
  const said = command.replace(REQUEST, fixed);
  if (comment === undefined) return said;
  const room = Math.max(2, line.indexOf(" # ") + 1 - textWidth(said));
  const beside = `${said}${" ".repeat(room)}# ${fixed(comment)}`;
  if (columns === null || textWidth(beside) <= columns) return beside;
  return `${wrapped(`  # ${fixed(comment)}`, columns)}\n${said}`;
}
