import { easternNames, writtenNames } from "./names-at-build.js";

/** Names in letters; made at the first use. */
export interface LanguageNames {
  readonly whole: ReadonlyMap<string, string>;
  /** 1 at the numbers of the first letters of all names: a word that begins otherwise is none. */
  readonly beginnings: Uint8Array;
  /** Those that can have endings, by their first letters. */
  readonly stemsLike: (beginning: string) => readonly Stem[];
  readonly endings: readonly RegExp[];
}

export interface Stem {
  readonly stem: string;
  readonly code: string;
  /** The number of what may follow. */
  readonly ending: number;
}

let names: LanguageNames | null = null;
let eastern: { readonly pattern: RegExp; readonly codes: ReadonlyMap<string, string> } | null = null;

/** Returns names in letters. */
export function languageNames(): LanguageNames {
  if (names !== null) return names;
  const { whole, stems, endings, beginnings } = writtenNames();
  names = {
    whole: new Map(Object.entries(whole)),
    beginnings: new Uint8Array(0x10000),
    stemsLike: stemFinder(new Map(Object.entries(stems))),
    endings: endings.map((source) => new RegExp(source, "u")),
  };
  for (const beginning of beginnings) names.beginnings[beginning] = 1;
  return names;
}

function stemFinder(rows: ReadonlyMap<string, string>): LanguageNames["stemsLike"] {
  const read = new Map<string, readonly Stem[]>();
  return (beginning) => {
    const known = read.get(beginning);
    if (known) return known;
    const stems = (rows.get(beginning)?.split("\n") ?? []).map((row) => {
      const [stem = "", code = "", ending] = row.split(" ");
      return { stem, code, ending: Number(ending) };
    });
    read.set(beginning, stems);
    return stems;
  };
}

/** Returns names in Chinese characters, kana and hangul. */
export function namesInSigns(): NonNullable<typeof eastern> {
  if (eastern !== null) return eastern;
  const { pattern, codes } = easternNames();
  eastern = { pattern: new RegExp(pattern, "gu"), codes: new Map(Object.entries(codes)) };
  return eastern;
}
