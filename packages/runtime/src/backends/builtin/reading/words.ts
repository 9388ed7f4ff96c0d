/** A word that was read. */
export interface Word {
  readonly text: string;
  /** 0 to 100, as Tesseract gives it. */
  readonly confidence: number;
  /** In points of the picture. */
  readonly height: number;
  /** The same for all words of one line, and of one paragraph. */
  readonly line: string;
  readonly paragraph: string;
}

/** What was read, and how sure it is. */
export interface Reading {
  readonly words: readonly Word[];
  /** How many letters and digits they have. */
  readonly signs: number;
  /** Mean confidence of the words by their length, 0 to 100; 0 without any. */
  readonly confidence: number;
  /** How much was read surely: the better of two readings of a picture has more. */
  readonly score: number;
}

/** A word below this is a guess. Upside-down letters and those of other scripts have 20 to 45, clear ones above 85. */
const A_GUESS = 50;
/** Level of a word in Tesseract's table, and its columns. */
const WORD_LEVEL = "5";
const COLUMNS = 12;

/** Returns the words of Tesseract's table (TSV), in reading order, without blank ones. */
export function wordsOfTable(table: string): Word[] {
  return table.split("\n").flatMap((row) => {
    const cells = row.split("\t");
    const [level, page, block, paragraph, line] = cells;
    const text = cells[COLUMNS - 1]?.trim() ?? "";
    if (level !== WORD_LEVEL || text === "") return [];
    const inParagraph = `${page}.${block}.${paragraph}`;
    return {
      text,
      confidence: Number(cells[10]),
      height: Number(cells[9]),
      line: `${inParagraph}.${line}`,
      paragraph: inParagraph,
    };
  });
}

/** Returns words with the figures by which readings are compared. */
export function readingOf(words: readonly Word[]): Reading {
  const signs = words.reduce((sum, word) => sum + signsOf(word), 0);
  const sure = words.reduce((sum, word) => sum + signsOf(word) * word.confidence, 0);
  const score = words.reduce((sum, word) => sum + signsOf(word) * Math.max(0, word.confidence - A_GUESS), 0);
  return { words, signs, confidence: signs === 0 ? 0 : sure / signs, score };
}

/** Returns the words as text: lines as in the picture, an empty line between paragraphs. */
export function textOf(words: readonly Word[]): string {
  let text = "";
  let before: Word | undefined;
  for (const word of words) {
    const gap = !before
      ? ""
      : word.paragraph !== before.paragraph
        ? "\n\n"
        : word.line !== before.line
          ? "\n"
          : " ";
    text += gap + word.text;
    before = word;
  }
  return text;
}

/** Returns true for a word that is a guess. */
export function isGuess({ confidence }: Word): boolean {
  return confidence < A_GUESS;
}

/** How many letters and digits a word has: specks that are taken for dots and dashes count nothing. */
export function signsOf({ text }: Word): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
