import { languageName, languagesNamed } from "@hugginggpt/shared/languages";
import type { LanguageTable } from "./language-table.js";
import { folded, lettered } from "./letters.js";

/** A piece of a clause: words that say something in English, or others as they are. */
export interface Piece {
  /** What the piece says; null: it stays as it is. */
  readonly english: string | null;
  readonly own: string;
  readonly kind: "verb" | "word" | "language" | "other";
}

interface Row {
  readonly english: string;
  readonly kind: "verb" | "word";
  readonly source: string;
  /** Letters with which it begins: a clause without them has no such expression. */
  readonly key: string;
  readonly length: number;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly english: string;
  readonly kind: "verb" | "word" | "language";
}

const WAYS = ["of", "into", "in", "from"];
const LANGUAGE_WORD = "\\p{L}{4,}";
const NO_LETTER_BEFORE = "(?<!\\p{L}|«)";
const NO_LETTER_AFTER = "(?!\\p{L}|\\d)";

/** Reads clauses of one language by its table. */
export class WordGloss {
  readonly #table: LanguageTable;
  #rows: readonly Row[] | null = null;

  constructor(table: LanguageTable) {
    this.#table = table;
  }

  /** Returns a clause in English word by word, what asks for something first; placeholders and unknown words stay. */
  english(clause: string): string {
    const pieces = this.pieces(clause);
    const verbs = pieces.filter(({ kind }) => kind === "verb");
    const others = pieces.filter(({ kind }) => kind !== "verb");
    return [...verbs, ...others]
      .map(({ english, own }) => ` ${english ?? own} `)
      .join("")
      .replace(/？/gu, "?")
      .replace(/[¿¡]/gu, "")
      .replace(/\s+/g, " ")
      .replace(/ (?=[?.,!:])/g, "")
      .trim();
  }

  /** Returns the pieces of a clause in its own order. */
  pieces(clause: string): Piece[] {
    const text = folded(clause);
    const languages = this.#languages(clause, text);
    const blank = languages.reduce(
      (rest, { from, to }) => rest.slice(0, from) + "\n".repeat(to - from) + rest.slice(to),
      text,
    );
    const found = [...languages, ...this.#expressions(blank)].sort((a, b) => a.from - b.from);
    const pieces: Piece[] = [];
    let at = 0;
    for (const { from, to, english, kind } of found) {
      pieces.push({ english: null, own: clause.slice(at, from), kind: "other" });
      pieces.push({ english, own: clause.slice(from, to), kind });
      at = to;
    }
    return [...pieces, { english: null, own: clause.slice(at), kind: "other" as const }].filter(
      ({ own }) => own !== "",
    );
  }

  /** Only what a clause can have is compiled. */
  #expressions(text: string): Found[] {
    this.#rows ??= rowsOf(this.#table);
    const rows = this.#rows.filter(({ key }) => text.includes(key));
    if (rows.length === 0) return [];
    const [before] = boundsOf(this.#table);
    const any = lettered(`${before}(?:${rows.map(({ source }) => `(${source})`).join("|")})`, "g");
    return [...text.matchAll(any)].flatMap((match) => {
      const row = rows[match.slice(1).findIndex((group) => group !== undefined)];
      const { index: from } = match;
      return row && match[0] !== "" ? [{ ...row, from, to: from + match[0].length }] : [];
    });
  }

  #languages(clause: string, text: string): Found[] {
    const { languages, languageWord = LANGUAGE_WORD, bounds } = this.#table;
    const ends = bounds === "words" ? NO_LETTER_AFTER : "";
    const word = `${languageWord})${ends}`;
    const forms = Object.entries(languages).map(([way, form]) => {
      let names = 0;
      const source = folded(form)
        .replaceAll("*", "\\p{L}*")
        .replace(/ (\??)/g, (_, mayLack: string) => (mayLack ? "\\s*" : "\\s+"))
        .replaceAll("{l}", () => `(?<${way}${names++}>${word}`);
      return `(?<${way}>${source})`;
    });
    const before = bounds === "words" ? NO_LETTER_BEFORE : "(?<!«)";
    const any = lettered(`${before}(?:${[...forms, `(?<name>${word}`].join("|")})`, "dg");
    return [...text.matchAll(any)].flatMap((match) => {
      const { indices, groups = {}, index: from } = match;
      const way = WAYS.find((one) => groups[one] !== undefined);
      const name = Object.keys(groups).find((one) => /^name$|\d$/.test(one) && groups[one] !== undefined);
      const [start, end] = indices?.groups?.[name ?? ""] ?? [0, 0];
      const [code, ...others] = languagesNamed(clause.slice(start, end));
      if (code === undefined || others.length > 0) return [];
      // Of what a text is written in, English has no preposition here: it is no language to translate into.
      const english = way === undefined || way === "of" ? languageName(code) : `${way} ${languageName(code)}`;
      const kind = way === "of" ? ("word" as const) : ("language" as const);
      return [{ from, to: from + match[0].length, english, kind }];
    });
  }
}

function boundsOf({ bounds }: LanguageTable): readonly [before: string, after: string] {
  if (bounds === "none") return ["(?<!«)", ""];
  return [NO_LETTER_BEFORE, bounds === "words" ? NO_LETTER_AFTER : ""];
}

/** The rows of a table, the longest expressions first. */
function rowsOf(table: LanguageTable): Row[] {
  const rows = [...rowsIn(table.verbs, "verb", table), ...rowsIn(table.words, "word", table)];
  return rows.sort((a, b) => b.length - a.length);
}

function rowsIn(lines: string, kind: "verb" | "word", table: LanguageTable): Row[] {
  return lines.split("\n").flatMap((line) => {
    const [english = "", expressions = ""] = line.split(" = ");
    const written = expressions.split(", ").map((one) => folded(one.trim()));
    return written.filter(Boolean).map((one) => rowOf(one, english.trim(), kind, table));
  });
}

function rowOf(expression: string, english: string, kind: "verb" | "word", table: LanguageTable): Row {
  const [, after] = boundsOf(table);
  const [first = "", later] = expression.split(" +");
  const space = table.bounds === "words" ? "\\s+" : "\\s*";
  const ends = /[\p{L}*)]$/u.test(first) ? after : "";
  const follows = later === undefined ? "" : `(?=[^]*${boundsOf(table)[0]}${later}${after})`;
  const source = first.replaceAll("*", "\\p{L}*").replaceAll(" ", space) + ends + follows;
  const key = /^\p{L}*(?![?\p{L}])/u.exec(first)?.[0] ?? "";
  return { english, kind, source, key, length: expression.length };
}
