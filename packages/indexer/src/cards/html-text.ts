import { Parser } from "htmlparser2";

const INLINE =
  "a|abbr|b|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|time|u|var|wbr";
const BLOCK =
  "address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|ul";
/** Elements that are dropped with their content. Tables hold figures in cards. */
const DROPPED =
  "audio|button|canvas|embed|head|iframe|img|input|link|map|math|meta|noscript|object|param|picture|script|select|source|style|svg|table|template|textarea|title|track|video";
const VOID = /^(?:embed|img|input|link|meta|param|source|track)$/;
const IS_BLOCK = new RegExp(`^(?:${BLOCK})$`);
const IS_DROPPED = new RegExp(`^(?:${DROPPED})$`);
/** Parts of a table, which may stand outside of one. */
const CELLS = "caption|col|colgroup|tbody|td|tfoot|th|thead|tr";
const NO_TAG = new RegExp(`<(?!/?(?:${INLINE}|${BLOCK}|${DROPPED}|${CELLS})(?=[\\s/>])|!--|!doctype)`, "gi");
/** The parser's time grows with the square of the depth of open tags: 0.2 s at worst for so many characters. */
const MAX_LENGTH = 100_000;

/**
 * Returns Markdown with its HTML as text: headings and list items become Markdown, other elements their text, entities
 * characters. Images, tables, scripts, styles and comments are dropped. A `<` that begins no HTML tag is text, and so
 * is everything in inline code. Reads at most 100,000 characters of a text with HTML.
 */
export function withoutHtml(markdown: string): string {
  if (!/[<&]/.test(markdown)) return markdown;
  const writer = new HtmlWriter();
  const parser = new Parser(
    {
      onopentag: (name) => writer.open(name),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(escapeText(markdown.slice(0, MAX_LENGTH)));
  return writer.result();
}

/** Escapes every `<` that is text, so that the parser does not take "a < b" or `<mask>` for a tag. */
function escapeText(markdown: string): string {
  return markdown
    .replace(/`[^`\n]{1,300}`/g, (code) => code.replaceAll("&", "&amp;").replaceAll("<", "&lt;"))
    .replace(NO_TAG, "&lt;");
}

/** Collects text from the parser's events. */
class HtmlWriter {
  #dropping = 0;
  readonly #parts: string[] = [];

  open(name: string): void {
    if (IS_DROPPED.test(name)) {
      if (!VOID.test(name)) this.#dropping++;
    } else if (/^h[1-6]$/.test(name)) this.#parts.push(`\n\n${"#".repeat(Number(name[1]))} `);
    else if (name === "li") this.#parts.push("\n- ");
    else if (IS_BLOCK.test(name)) this.#parts.push("\n");
  }

  close(name: string): void {
    if (IS_DROPPED.test(name)) {
      if (!VOID.test(name)) this.#dropping = Math.max(0, this.#dropping - 1);
    } else if (/^h[1-6]$/.test(name)) this.#parts.push("\n\n");
    else if (IS_BLOCK.test(name) && name !== "br") this.#parts.push("\n");
  }

  text(text: string): void {
    if (this.#dropping === 0) this.#parts.push(text);
  }

  result(): string {
    return this.#parts.join("");
  }
}
