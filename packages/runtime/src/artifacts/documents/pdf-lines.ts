/**
 * A piece of a page's text, as its reader gives it; `transform` holds its place in points from the lower left corner.
 */
export interface PagePiece {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly text: string;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** A gap of so many line heights begins a new paragraph, and letters so much larger a heading. */
const GAP = 1.7;
const LARGER = 1.15;
/** Latin ligatures, which have characters of their own. */
const LIGATURES = /[\ufb00-\ufb06]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: signs that a font gives no letter for come as these.
const NO_LETTERS = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g;

/**
 * Returns a page's text as paragraphs, in the order in which the file holds it: lines that continue are joined, words
 * that were parted at a line's end put together, ligatures spelt out. Empty for a page that is a picture.
 */
export function pageText(pieces: readonly PagePiece[]): string {
  return paragraphsOf(linesOf(pieces)).map(joined).join("\n\n").trim();
}

function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1)?.at(-1);
    if (before && continues(before, line)) paragraphs.at(-1)?.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs;
}

function continues(before: Line, line: Line): boolean {
  const size = Math.max(before.height, line.height) / Math.max(1, Math.min(before.height, line.height));
  return isParted(before, line) || (before.top - line.top <= GAP * before.height && size <= LARGER);
}

function isParted(before: Line, line: Line): boolean {
  return /\p{L}[-\u2010\u00ad]$/u.test(before.text) && /^\p{Ll}/u.test(line.text);
}

/** A line after which the next one's first word would have fitted ends there: a verse, a list, a row. */
function joined(lines: readonly Line[]): string {
  const edge = Math.max(...lines.map(({ right }) => right));
  return lines.reduce((text, line, at) => {
    const before = lines[at - 1];
    if (!before) return line.text;
    if (isParted(before, line)) return text.slice(0, -1) + line.text;
    const [word = ""] = line.text.split(" ");
    const letter = (line.right - line.left) / Math.max(1, line.text.length);
    const fitted = before.right + (word.length + 2) * letter < edge;
    return `${text}${fitted ? "\n" : " "}${line.text}`;
  }, "");
}

function linesOf(pieces: readonly PagePiece[]): Line[] {
  const lines: Line[] = [];
  let row: PagePiece[] = [];
  for (const piece of pieces) {
    row.push(piece);
    if (!piece.hasEOL) continue;
    lines.push(...lineOf(row));
    row = [];
  }
  return [...lines, ...lineOf(row)];
}

function lineOf(row: readonly PagePiece[]): Line[] {
  const text = row
    .map(({ str }) => str)
    .join("")
    .replace(LIGATURES, (sign) => sign.normalize("NFKC"))
    .replace(NO_LETTERS, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\u00ad(?!$)/g, "");
  const seen = row.filter(({ str }) => str.trim() !== "");
  const first = seen[0];
  if (text === "" || !first) return [];
  const right = Math.max(...seen.map(({ transform, width }) => (transform[4] ?? 0) + width));
  const height = Math.max(...seen.map((piece) => piece.height));
  return [{ text, top: first.transform[5] ?? 0, left: first.transform[4] ?? 0, right, height }];
}
