import { readFileSync } from "node:fs";

/** A fenced block of a page. */
export interface CodeBlock {
  /** The line of its opening fence, from 1 on. */
  readonly line: number;
  /** What the fence says first; empty where it says nothing. */
  readonly language: string;
  /** What it says besides: `norun` for what a test only parses, `fails` for what ends with another code than 0. */
  readonly flags: readonly string[];
  readonly text: string;
}

/** Returns the fenced blocks of a page in order; those within lists lose the indentation of their fence. */
export function codeBlocks(path: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; indent: string; said: readonly string[]; lines: string[] } | null = null;
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    else if (open) {
      const [language = "", ...flags] = open.said;
      blocks.push({ line: open.line, language, flags, text: open.lines.join("\n") });
      open = null;
    } else {
      const said = fence[2]?.trim().split(/\s+/) ?? [];
      open = { line: index + 1, indent: fence[1] ?? "", said, lines: [] };
    }
  }
  if (open) throw new Error(`${path}:${open.line}: the block has no end`);
  return blocks;
}
