import { lexer, type Token, type Tokens } from "marked";

import type { Paint } from "./paint.js";
import { tableLines } from "./table.js";
import { wrapped } from "./terminal.js";
import { textWidth } from "./text-width.js";

/** How a page is shown. */
export interface PageView {
  readonly columns: number;
  readonly paint: Paint;
  /** Returns what is said of a link in a page instead of its address; null: its text is enough. */
  readonly linked: (href: string) => string | null;
}

/** Returns a page of Markdown as lines for a terminal. Code is not wrapped; a table that is too wide becomes a list. */
export function markdownLines(text: string, view: PageView): string[] {
  const lines = lexer(text).flatMap((token) => blockLines(token, view));
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(0, last + 1);
}

function blockLines(token: Token, view: PageView): string[] {
  const { columns, paint } = view;
  switch (token.type) {
    case "heading":
      return [paint.bold(inline(token, view)), ""];
    case "paragraph":
    case "text":
      return [...fitted(inline(token, view), columns), ""];
    case "code":
      return [
        ...String(token.text)
          .split("\n")
          .map((line) => `    ${line}`),
        "",
      ];
    case "list":
      return [...listLines(token as Tokens.List, view), ""];
    case "table":
      return [...tableOf(token as Tokens.Table, view), ""];
    case "blockquote": {
      const inner = { ...view, columns: columns - 2 };
      return (token.tokens ?? [])
        .flatMap((one) => blockLines(one, inner))
        .map((line) => `  ${line}`.trimEnd());
    }
    default:
      return []; // Blank lines, rules and HTML show nothing.
  }
}

function listLines({ items, ordered, start }: Tokens.List, view: PageView): string[] {
  return items.flatMap((item, place) => {
    const mark = ordered ? `${Number(start || 1) + place}. ` : "- ";
    const inner = { ...view, columns: view.columns - mark.length };
    const lines = item.tokens.flatMap((one) => blockLines(one, inner)).filter((line) => line !== "");
    return lines.map((line, at) => `${at === 0 ? mark : " ".repeat(mark.length)}${line}`);
  });
}

function tableOf({ header, rows }: Tokens.Table, view: PageView): string[] {
  const titles = header.map((cell) => inline(cell, view));
  const cells = rows.map((row) => row.map((cell) => inline(cell, view)));
  const lines = tableLines(titles, cells);
  if (lines.every((line) => textWidth(line) <= view.columns)) return lines;
  return cells.flatMap(([first = "", ...others]) => [
    ...fitted(view.paint.bold(first), view.columns),
    ...others.flatMap((cell, place) => {
      const title = titles.length > 2 ? titles[place + 1] : undefined;
      const text = title ? `${title}: ${cell}` : cell;
      return cell === "" ? [] : fitted(text, view.columns - 4).map((line) => `    ${line}`);
    }),
  ]);
}

/** The text within a token, or its own. */
function inline(token: object, view: PageView): string {
  const { text = "", tokens = [] } = token as { readonly text?: string; readonly tokens?: Token[] };
  return tokens.map((one) => inlineText(one, view)).join("") || decoded(text).replace(/\s*\n\s*/g, " ");
}

function inlineText(token: Token, view: PageView): string {
  switch (token.type) {
    case "strong":
      return view.paint.bold(inline(token, view));
    case "codespan":
      return view.paint.cyan(decoded(token.text));
    case "link": {
      const text = inline(token, view);
      const said = view.linked(token.href);
      return said === null || said === text ? text : `${text} (${said})`;
    }
    case "image":
      return token.text;
    case "html":
      return "";
    case "br":
      return "\n";
    default:
      return inline(token, view);
  }
}

/** The lexer writes these for the characters of HTML. */
function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function fitted(text: string, columns: number): string[] {
  return wrapped(text, columns).split("\n");
}
