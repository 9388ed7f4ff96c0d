import { NAMES_BY_CODE } from "./english-names.js";
import { INFLECTIONS, MORE_EASTERN, MORE_NAMES } from "./inflections.js";
import { LOCAL_NAMES, WIDELY_SPOKEN } from "./local-names.js";
import { BEGINNING, beginningAt, EASTERN } from "./name-beginning.js";
import { DOUBTFUL, NAMED_AFTER, SHORT_EASTERN } from "./special-names.js";

/** Names in letters. */
export interface WrittenNames {
  /** Codes by whole names in lower case. */
  readonly whole: Readonly<Record<string, string>>;
  /**
   * By first letters: `stem code ending` of each stem that begins so, with the number of its ending, between line
   * ends.
   */
  readonly stems: Readonly<Record<string, string>>;
  /** Regular expressions of what may follow stems. */
  readonly endings: readonly string[];
  /** The numbers of the first letters of all names, as `beginningAt` gives them. */
  readonly beginnings: readonly number[];
}

export function writtenNames(): WrittenNames {
  const whole = Object.fromEntries(wholeNames());
  const stems = inflectedStems();
  const forms = [...Object.keys(whole), ...stems.map(({ stem }) => stem)].flatMap((name) => [
    name,
    name.charAt(0).toUpperCase() + name.slice(1),
    name.toUpperCase(),
  ]);
  return {
    whole,
    stems: byBeginning(stems),
    endings: INFLECTIONS.flatMap(({ endings }) => [`^(?:${endings})$`, `^(?:${endings})?$`]),
    beginnings: [...new Set(forms.map((form) => beginningAt(form, 0)))],
  };
}

/**
 * Codes by names in Chinese characters, kana and hangul; and a regular expression of them, and of two short ones of
 * which one is translated into the other.
 */
export function easternNames(): {
  readonly codes: Readonly<Record<string, string>>;
  readonly pattern: string;
} {
  const named = ["zh", "zh-Hant", "ja", "ko"].flatMap((locale) => namesIn(locale));
  const codes = { ...Object.fromEntries(named.map(([code, name]) => [name, code])), ...MORE_EASTERN };
  const signs = Object.keys(SHORT_EASTERN).join("");
  const names = Object.keys(codes)
    .filter((name) => EASTERN.test(name))
    .toSorted((a, b) => b.length - a.length);
  return { codes, pattern: `[${signs}][译翻][${signs}]|${names.join("|")}` };
}

/** English names of languages, of one word each, that hardly ever mean anything else. */
export function englishNames(): readonly string[] {
  return [...NAMES_BY_CODE.values(), "Mandarin", "Farsi"].filter(
    (name) => /^\p{L}{3,}$/u.test(name) && (name === "Polish" || !DOUBTFUL.has(name.toLowerCase())),
  );
}

function* wholeNames(): Generator<readonly [name: string, code: string]> {
  for (const [before, { locale, drop }] of Object.entries(NAMED_AFTER)) {
    for (const [code, name] of namesIn(locale))
      yield [`${before} ${name.toLowerCase().replace(drop, "")}`, code];
  }
  for (const [code, name] of NAMES_BY_CODE) yield [name.toLowerCase(), code];
  yield* Object.entries(MORE_NAMES);
}

interface Stem {
  readonly stem: string;
  readonly code: string;
  /** The number of what may follow. */
  readonly ending: number;
}

function inflectedStems(): Stem[] {
  return INFLECTIONS.flatMap(({ locale, before, cut }, at) =>
    namesIn(locale).flatMap(([code, given]) => {
      const name = given.toLowerCase();
      if (!/^[\p{L}\p{M}]{3,}$/u.test(name)) return [];
      const stem = cut === undefined ? name : name.replace(cut, "");
      return [...plainForms(stem), ...(before?.map((part) => name.replace(/^ال/u, part)) ?? [])]
        .filter((form) => form.length >= BEGINNING)
        .map((form) => ({ stem: form, code, ending: 2 * at + (stem === name ? 1 : 0) }));
    }),
  );
}

function byBeginning(stems: readonly Stem[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { stem, code, ending } of stems) {
    const beginning = stem.slice(0, BEGINNING);
    const others = found[beginning];
    found[beginning] = `${others === undefined ? "" : `${others}\n`}${stem} ${code} ${ending}`;
  }
  return found;
}

/**
 * A stem, and the same without its accents where it is long enough to be told from other words: they go when it is
 * declined.
 */
function plainForms(stem: string): string[] {
  const bare = stem.normalize("NFD").replace(/\p{M}/gu, "");
  return /^[a-z]{6,}$/.test(bare) && bare !== stem ? [stem, bare] : [stem];
}

/** Returns the names of the widely spoken languages in one of them, with their codes. */
function namesIn(locale: string): (readonly [code: string, name: string])[] {
  const names = (LOCAL_NAMES[locale] ?? "").split("|");
  return WIDELY_SPOKEN.map((code, at) => [code, names[at] ?? ""]);
}
