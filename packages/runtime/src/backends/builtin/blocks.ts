/** A part of a text that stands by itself. No sentence continues beyond its end. */
export interface Block {
  /** `line`: a heading, a salutation, a field such as "Date: Monday"; `item`: an entry of a list; else `prose`. */
  readonly kind: "line" | "item" | "prose";
  /** Without list and heading marks; as long as in the input, with each line break turned into blanks. */
  readonly text: string;
  /** UTF-16 offset into the input. */
  readonly start: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly mark: "item" | "heading" | null;
}

/** Lines up to this length, in a text without longer ones, were wrapped by hand or by a mail program. */
const WIDEST_WRAP = 120;
/** In narrower text a line break before a capital is meant: addresses, verse. */
const NARROWEST_WRAP = 50;
const LONGEST_HEADING = 100;
const MARK = /^[ \t>]*(?:(#{1,6}[ \t]+)|(?:[-*+•‣◦▪–—]|\d{1,2}[.)]|[a-z]\))[ \t]+)/u;
const FINAL = /[.!?…。！？;]["'”’»)\]*_]*$/u;
const SENTENCE_END = /[.…。;]["'”’»)\]*_]*$/u;

/**
 * Splits a text into headings, list entries and paragraphs, in order. Blank lines, list marks and heading marks begin a
 * block; a line break alone does so unless the line was wrapped (the next word would not have fitted into it).
 */
export function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const width = lines.reduce((widest, line) => Math.max(widest, line.text.length), 0);
  const groups: Line[][] = [];
  let open: Line[] | null = null;
  for (const line of lines) {
    const last = open?.at(-1);
    if (!/[\p{L}\p{N}]/u.test(line.text)) open = null;
    else if (open && last && continues(last, line, width)) open.push(line);
    else {
      open = [line];
      groups.push(open);
    }
  }
  return groups.map((group, i) => blockOf(group, text, i === 0 && groups.length > 1));
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)].map(({ 1: line = "", index }) => {
    const mark = MARK.exec(line);
    const rest = line.slice(mark?.[0].length ?? 0);
    const start = index + line.length - rest.trimStart().length;
    return { text: rest.trim(), start, mark: mark ? (mark[1] ? "heading" : "item") : null };
  });
}

function continues(last: Line, next: Line, width: number): boolean {
  if (last.mark === "heading" || next.mark !== null) return false;
  const word = /^\S+/.exec(next.text)?.[0].length ?? 0;
  const full = width <= WIDEST_WRAP && last.text.length + 1 + word > width;
  if (/^\p{Ll}/u.test(next.text) && !FINAL.test(last.text)) return true;
  return full && (width >= NARROWEST_WRAP || !/^[\p{Lu}\d]/u.test(next.text));
}

function blockOf(lines: readonly Line[], input: string, first: boolean): Block {
  const [head] = lines;
  const last = lines.at(-1) ?? head;
  const start = head?.start ?? 0;
  const end = (last?.start ?? 0) + (last?.text.length ?? 0);
  const text = input.slice(start, end).replace(/[\r\n\u2028\u2029]/g, " ");
  // A title may end with "!" or "?"; any other heading that does so may be speech.
  const ends = (first ? SENTENCE_END : FINAL).test(text);
  const short = text.length <= LONGEST_HEADING;
  if (head?.mark === "heading" || (head?.mark !== "item" && short && !ends))
    return { kind: "line", text, start };
  return { kind: head?.mark === "item" ? "item" : "prose", text, start };
}
