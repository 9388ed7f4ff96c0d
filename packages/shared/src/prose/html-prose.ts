import { Parser } from "htmlparser2";

/** What is not read: programs, styles, controls, and what leads around a page. */
const DROPPED = new Set(
  "audio button canvas datalist dialog embed footer form head iframe input map math nav noscript object option script select style svg template textarea title video".split(
    " ",
  ),
);
const MAIN = new Set(["article", "main"]);
const BLOCKS = new Set(
  "address article aside blockquote body br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
/** A page's main part of fewer characters is a frame for something else. */
const MIN_MAIN = 200;
/** The parser's time grows with the square of the depth: what is nested deeper loses its tags without their meaning. */
const MAX_DEPTH = 1_000;
const CHUNK = 16_384;

/**
 * Returns what a web page says: the text of its article or main part where it has one, else of all of it, a line for
 * each block, entities decoded. Scripts, styles, forms, menus and page feet are left out. Empty if nothing is said.
 */
export function htmlProse(html: string): string {
  const reader = new PageReader();
  const parser = new Parser(
    {
      onopentag: (name) => reader.open(name),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  let at = 0;
  for (; at < html.length && reader.depth < MAX_DEPTH; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  const rest = html.slice(at).replace(/<[^<>]*>/g, " ");
  parser.end();
  return `${reader.result()}\n${tidy(rest)}`.trim();
}

class PageReader {
  depth = 0;
  #dropping = 0;
  #inMain = 0;
  readonly #all: string[] = [];
  readonly #main: string[] = [];

  open(name: string): void {
    this.depth++;
    if (DROPPED.has(name)) this.#dropping++;
    if (MAIN.has(name)) this.#inMain++;
    this.#break(name);
  }

  close(name: string): void {
    this.depth--;
    this.#break(name);
    if (DROPPED.has(name)) this.#dropping--;
    if (MAIN.has(name)) this.#inMain--;
  }

  text(text: string): void {
    if (this.#dropping > 0) return;
    this.#all.push(text);
    if (this.#inMain > 0) this.#main.push(text);
  }

  result(): string {
    const main = tidy(this.#main.join(""));
    return main.length >= MIN_MAIN ? main : tidy(this.#all.join(""));
  }

  #break(name: string): void {
    if (BLOCKS.has(name)) this.text("\u0000");
    else if (name === "td" || name === "th") this.text(" ");
  }
}

/** Blanks are one, blocks stand a blank line apart. */
function tidy(text: string): string {
  const blocks = text.split("\u0000").map((block) => block.replace(/\s+/g, " ").trim());
  return blocks.filter((block) => block !== "").join("\n\n");
}
