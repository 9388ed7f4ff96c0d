/** Writing systems that put no spaces between words, and Hangul, whose words change at their ends. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Most texts: classes of Unicode cost several times as much. */
const ASCII = /^[\t\n\r -~]*$/;

/** A name, and the words that speak of it, as `plainEntries` gives them. */
export interface NamedWords {
  readonly name: string;
  readonly words: string;
}

/** Returns the names whose words a text has, in the order of the table. */
export type FindNames = (text: string) => readonly string[];

interface Phrase {
  readonly name: string;
  /** All but the first word. */
  readonly rest: readonly string[];
  /** Whether the last word is a beginning. */
  readonly isOpen: boolean;
}

/**
 * Returns a text as the tables' words are looked for in it: lower case, no accents, compounds in CamelCase taken apart,
 * one space in the place of whatever is no letter and no digit.
 */
export function plainWords(text: string): string {
  if (ASCII.test(text))
    return text
      .replace(/([a-z])([A-Z][a-z])/g, "$1 $2")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** Returns words as `KindRow` writes them in the form in which they are looked for. @throws Error for an empty word. */
export function plainEntries(words: string): string {
  const entries = words.split(",").map((entry) => {
    const plain = plainWords(entry);
    if (plain === "") throw new Error(`Internal error: an empty word in "${words}"`);
    return entry.trim().endsWith("*") ? `${plain}*` : plain;
  });
  return entries.join(",");
}

/**
 * Returns what finds the names of a table in a text. It takes time in proportion to the text, not to the table; its
 * first call makes the index of the table, which most starts need of few tables.
 */
export function nameFinder(table: readonly NamedWords[]): FindNames {
  const order = table.map(({ name }) => name);
  let made: Index | null = null;
  return (text) => {
    made ??= indexOf(table);
    const index = made;
    const plain = plainWords(text);
    const found = new Set<string>();
    const words = plain.split(" ");
    const take = (phrases: readonly Phrase[] | undefined, at: number) => {
      for (const phrase of phrases ?? []) if (follows(phrase, words, at)) found.add(phrase.name);
    };
    words.forEach((word, at) => {
      take(index.whole.get(word), at);
      if (!index.starts.has(word.slice(0, index.shortest))) return;
      for (const length of index.lengths)
        if (length <= word.length) take(index.beginnings.get(word.slice(0, length)), at);
    });
    if (UNSPACED.test(plain))
      for (const [sign, name] of index.signs) if (plain.includes(sign)) found.add(name);
    return order.filter((name) => found.has(name));
  };
}

interface Index {
  /** By their first word. */
  readonly whole: Map<string, Phrase[]>;
  /** Phrases of one word that is a beginning, by it. */
  readonly beginnings: Map<string, Phrase[]>;
  /** Of the beginnings. */
  readonly lengths: readonly number[];
  readonly shortest: number;
  /** The beginnings cut to the shortest length: hardly any word of a text begins like one of them. */
  readonly starts: ReadonlySet<string>;
  readonly signs: (readonly [sign: string, name: string])[];
}

function indexOf(table: readonly NamedWords[]): Index {
  const signs: [sign: string, name: string][] = [];
  const index = { whole: new Map<string, Phrase[]>(), beginnings: new Map<string, Phrase[]>(), signs };
  for (const { name, words } of table) {
    for (const entry of words.split(",")) {
      const isOpen = entry.endsWith("*");
      const plain = isOpen ? entry.slice(0, -1) : entry;
      const [first = "", ...rest] = plain.split(" ");
      if (UNSPACED.test(plain)) index.signs.push([plain, name]);
      else if (rest.length === 0 && isOpen) push(index.beginnings, first, { name, rest, isOpen });
      else
        for (const form of rest.length === 0 ? formsOf(first) : [first])
          push(index.whole, form, { name, rest, isOpen });
    }
  }
  const beginnings = [...index.beginnings.keys()];
  const lengths = [...new Set(beginnings.map((beginning) => beginning.length))];
  const shortest = Math.min(...lengths);
  const starts = new Set(beginnings.map((beginning) => beginning.slice(0, shortest)));
  return { ...index, lengths, shortest, starts };
}

function push(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const known = map.get(key);
  if (known) known.push(phrase);
  else map.set(key, [phrase]);
}

/** A word and its plural. */
function formsOf(word: string): readonly string[] {
  return [word, `${word}s`, `${word}es`];
}

function follows({ rest, isOpen }: Phrase, words: readonly string[], at: number): boolean {
  return rest.every((expected, i) => {
    const word = words[at + 1 + i] ?? "";
    if (i < rest.length - 1) return word === expected;
    return isOpen ? word.startsWith(expected) : formsOf(expected).includes(word);
  });
}
