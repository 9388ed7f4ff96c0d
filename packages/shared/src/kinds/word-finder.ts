/** Writing systems that put no spaces between words, and Hangul, whose words change at their ends. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Between letters of Latin and signs of such a script: 是ChatGPT写的. */
const SCRIPT_CHANGE =
  /(?<=[a-z0-9])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?=[a-z0-9])/gu;

/** Most texts: classes of Unicode cost several times as much. */
const ASCII = /^[\t\n\r -~]*$/;

/** A name, and the words that speak of it, as `plainEntries` gives them. */
export interface NamedWords {
  readonly name: string;
  readonly words: string;
}

/** Returns the names whose words a text has, in the order of the table. */
export type FindNames = (text: string) => readonly string[];

/** Words that follow each other. */
interface Phrase {
  readonly words: readonly string[];
  /** Whether the last word is a beginning. */
  readonly isOpen: boolean;
  /** The forms in which the last word may stand. */
  readonly last: readonly string[];
}

/** A phrase that speaks of a name, alone or with another phrase near it. */
interface Entry {
  readonly name: string;
  readonly phrase: Phrase;
  readonly other: Phrase | null;
}

/** Words between the two phrases of an entry, at most. */
const NEAR = 6;

/**
 * Returns a text as the tables' words are looked for in it: lower case, no accents, compounds in CamelCase and BioBERT taken apart,
 * one space in the place of whatever is no letter and no digit.
 */
export function plainWords(text: string): string {
  if (ASCII.test(text))
    return text
      .replace(/([a-z])([A-Z][a-z]|BERT)/g, "$1 $2")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .replace(/(\p{Ll})(\p{Lu}\p{Ll}|BERT)/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(SCRIPT_CHANGE, " ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** Returns words as `KindRow` writes them in the form in which they are looked for. @throws Error for an empty word. */
export function plainEntries(words: string): string {
  const plainPhrase = (phrase: string) => {
    const plain = plainWords(phrase);
    if (plain === "") throw new Error(`Internal error: an empty word in "${words}"`);
    return phrase.trim().endsWith("*") ? `${plain}*` : plain;
  };
  const entries = words.split(",").map((entry) => entry.split("+").map(plainPhrase).join("+"));
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
    const take = (entries: readonly Entry[] | undefined, at: number) => {
      for (const { name, phrase, other } of entries ?? [])
        if (standsAt(phrase, words, at) && (other === null || standsNear(other, words, at))) found.add(name);
    };
    words.forEach((word, at) => {
      take(index.whole.get(word), at);
      if (!index.starts.has(word.slice(0, index.shortest))) return;
      for (const length of index.lengths)
        if (length <= word.length) take(index.beginnings.get(word.slice(0, length)), at);
    });
    if (UNSPACED.test(plain))
      for (const [signs, name] of index.signs)
        if (signs.every((sign) => plain.includes(sign))) found.add(name);
    return order.filter((name) => found.has(name));
  };
}

interface Index {
  /** By their first word. */
  readonly whole: Map<string, Entry[]>;
  /** Entries that begin with one word that is a beginning, by it. */
  readonly beginnings: Map<string, Entry[]>;
  /** Of the beginnings. */
  readonly lengths: readonly number[];
  readonly shortest: number;
  /** The beginnings cut to the shortest length: hardly any word of a text begins like one of them. */
  readonly starts: ReadonlySet<string>;
  /** Texts without spaces, all of which must be there. */
  readonly signs: (readonly [signs: readonly string[], name: string])[];
}

function indexOf(table: readonly NamedWords[]): Index {
  const index: Pick<Index, "whole" | "beginnings" | "signs"> = {
    whole: new Map(),
    beginnings: new Map(),
    signs: [],
  };
  for (const { name, words } of table)
    for (const entry of words.split(",")) {
      const parts = entry.split("+");
      if (UNSPACED.test(entry)) {
        index.signs.push([parts, name]);
        continue;
      }
      const [phrase = { words: [], isOpen: false, last: [] }, other = null] = parts.map(phraseOf);
      const [first = ""] = phrase.words;
      const isOne = phrase.words.length === 1;
      if (isOne && phrase.isOpen) push(index.beginnings, first, { name, phrase, other });
      else for (const form of isOne ? phrase.last : [first]) push(index.whole, form, { name, phrase, other });
    }
  const beginnings = [...index.beginnings.keys()];
  const lengths = [...new Set(beginnings.map((beginning) => beginning.length))];
  const shortest = Math.min(...lengths);
  const starts = new Set(beginnings.map((beginning) => beginning.slice(0, shortest)));
  return { ...index, lengths, shortest, starts };
}

function phraseOf(plain: string): Phrase {
  const isOpen = plain.endsWith("*");
  const words = (isOpen ? plain.slice(0, -1) : plain).split(" ");
  return { words, isOpen, last: formsOf(words.at(-1) ?? "") };
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}

/** A word and its plural; of a word in -ed, a verb's form in English, the verb's other forms as well. */
function formsOf(word: string): readonly string[] {
  const [, root] = /^([a-z]{3,})ed$/.exec(word) ?? [];
  const plain = [word, `${word}s`, `${word}es`];
  if (root === undefined || !/[aeiouy]/.test(root)) return plain;
  const single = root.replace(/([bdgmnprt])\1$/, "$1");
  return [
    ...plain,
    ...[root, single].flatMap((one) => ["", "e", "s", "es", "ed", "ing"].map((end) => one + end)),
  ];
}

function standsAt({ words: expected, isOpen, last }: Phrase, words: readonly string[], at: number): boolean {
  return expected.every((one, i) => {
    const word = words[at + i] ?? "";
    if (i < expected.length - 1) return word === one;
    return isOpen ? word.startsWith(one) : last.includes(word);
  });
}

function standsNear(phrase: Phrase, words: readonly string[], at: number): boolean {
  const from = Math.max(0, at - NEAR);
  return words.slice(from, at + NEAR + 1).some((_, i) => standsAt(phrase, words, from + i));
}
