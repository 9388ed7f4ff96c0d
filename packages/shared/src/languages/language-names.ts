import { NAMES_BY_CODE } from "./english-names.js";
import {
  DOUBTFUL,
  INFLECTIONS,
  MORE_EASTERN,
  MORE_NAMES,
  NAMED_AFTER,
  SHORT_EASTERN,
} from "./inflections.js";
import { LOCAL_NAMES } from "./local-names.js";

/** Languages whose names are understood in other languages than English. */
export const WIDELY_SPOKEN =
  "en zh de fr es it pt ru ja ko ar nl pl tr uk vi hi th sv da no fi cs sk sl hu ro bg hr sr el he fa id ms ur bn ta te ca et lv lt ka hy sw la yue".split(
    " ",
  );
/** Chinese characters, kana and hangul. */
export const EASTERN = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u;
/** No name of a language in letters is shorter. */
export const BEGINNING = 3;

interface Stem {
  readonly code: string;
  readonly rest: RegExp;
}

/** Everything a text is looked up in; compiled at the first use. */
export interface LanguageNames {
  readonly whole: ReadonlyMap<string, string>;
  readonly stems: ReadonlyMap<string, readonly Stem[]>;
  /** 1 at the numbers of the first letters of all names: a word that begins otherwise is none. */
  readonly beginnings: Uint8Array;
  readonly eastern: RegExp;
  readonly easternCodes: ReadonlyMap<string, string>;
}

let compiled: LanguageNames | null = null;

/** English names of languages, of one word each, that hardly ever mean anything else. */
export const ENGLISH_NAMES: readonly string[] = [...NAMES_BY_CODE.values(), "Mandarin", "Farsi"].filter(
  (name) => /^\p{L}{3,}$/u.test(name) && (name === "Polish" || !DOUBTFUL.has(name.toLowerCase())),
);

/** Returns a number below 65,536 that stands for the three letters at a place of a text; capital letters of English count as small ones. */
export function beginningAt(text: string, at: number): number {
  let number = 0;
  for (let i = 0; i < BEGINNING; i += 1) {
    const unit = text.charCodeAt(at + i);
    number = (number * 181 + (unit < 0x80 ? unit | 0x20 : unit)) & 0xffff;
  }
  return number;
}

/** Returns everything that names are looked up in, compiled at the first call. */
export function compiledNames(): LanguageNames {
  compiled ??= compile();
  return compiled;
}

function compile(): LanguageNames {
  const whole = new Map<string, string>();
  for (const [before, { locale, drop }] of Object.entries(NAMED_AFTER)) {
    for (const [code, name] of namesIn(locale))
      whole.set(`${before} ${name.toLowerCase().replace(drop, "")}`, code);
  }
  for (const [code, name] of NAMES_BY_CODE) whole.set(name.toLowerCase(), code);
  for (const [name, code] of Object.entries(MORE_NAMES)) whole.set(name, code);
  const stems = inflectedStems();
  const beginnings = new Uint8Array(0x10000);
  for (const name of [...whole.keys(), ...stems.keys()]) {
    beginnings[beginningAt(name, 0)] = 1;
    beginnings[beginningAt(name.charAt(0).toUpperCase() + name.slice(1), 0)] = 1;
    beginnings[beginningAt(name.toUpperCase(), 0)] = 1;
  }
  return { whole, stems, beginnings, ...easternNames() };
}

function inflectedStems(): Map<string, readonly Stem[]> {
  const stems = new Map<string, readonly Stem[]>();
  for (const { locale, before, cut, endings } of INFLECTIONS) {
    const ended = new RegExp(`^(?:${endings})$`, "u");
    const maybeEnded = new RegExp(`^(?:${endings})?$`, "u");
    for (const [code, given] of namesIn(locale)) {
      const name = given.toLowerCase();
      if (!/^[\p{L}\p{M}]{3,}$/u.test(name)) continue;
      const stem = cut === undefined ? name : name.replace(cut, "");
      const rest = stem === name ? maybeEnded : ended;
      for (const form of [
        ...plainForms(stem),
        ...(before?.map((part) => name.replace(/^ال/u, part)) ?? []),
      ]) {
        if (form.length >= BEGINNING) stems.set(form, [...(stems.get(form) ?? []), { code, rest }]);
      }
    }
  }
  return stems;
}

function easternNames(): Pick<LanguageNames, "eastern" | "easternCodes"> {
  const codes = new Map<string, string>();
  for (const locale of ["zh", "zh-Hant", "ja", "ko"]) {
    for (const [code, name] of namesIn(locale)) codes.set(name, code);
  }
  for (const [name, code] of Object.entries(MORE_EASTERN)) codes.set(name, code);
  const signs = Object.keys(SHORT_EASTERN).join("");
  const names = [...codes.keys()]
    .filter((name) => EASTERN.test(name))
    .toSorted((a, b) => b.length - a.length);
  return { eastern: new RegExp(`[${signs}][译翻][${signs}]|${names.join("|")}`, "gu"), easternCodes: codes };
}

/** A stem, and the same without its accents where it is long enough to be told from other words: they go when it is declined. */
function plainForms(stem: string): string[] {
  const bare = stem.normalize("NFD").replace(/\p{M}/gu, "");
  return /^[a-z]{6,}$/.test(bare) && bare !== stem ? [stem, bare] : [stem];
}

/** Returns the names of the widely spoken languages in one of them, with their codes. */
function namesIn(locale: string): (readonly [code: string, name: string])[] {
  const names = (LOCAL_NAMES[locale] ?? "").split("|");
  return WIDELY_SPOKEN.map((code, at) => [code, names[at] ?? ""]);
}
