/** How a model's languages meet a query: named by it, none of its business, or unlike any that it names. */
export type LanguageFit = { readonly fit: "named" | "other"; readonly language: string } | null;

/** Words of ids and codes that mean every language. */
const MANY = new Set(["multilingual", "multi", "mul"]);
/** More languages than this make a model of many languages. */
const FEW = 3;

/** Codes that, as a word of an id, mean the language and hardly ever anything else. */
const CODES_IN_IDS = new Set(
  "ar bg cs da de el en es fa fi fr he hi hu ja ko nl pl pt ro ru sv th tr uk vi zh".split(" "),
);

const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
const CODE_OF_NAME = codesByName();

/** The languages of a model, as far as they matter to queries. */
export interface ModelLanguages {
  /** By its declared codes and by names and codes in its id. */
  readonly codes: ReadonlySet<string>;
  /** The first, where it is for few languages and English is not among them; else null. */
  readonly foreign: string | null;
}

/** The languages of a query. */
export interface QueryLanguages {
  /** That it names, in the order of its words. */
  readonly named: readonly string[];
  readonly isLatin: boolean;
}

/**
 * Returns how a model's languages, by its declared codes and by names and codes in its id, meet the words of a query: `named`
 * where the query names one of them; `other` where the model is for few languages, English not among them, and the
 * query names none of them and is itself in English letters; else null. Words are lower case.
 */
export function languageFit(id: string, codes: readonly string[], words: ReadonlySet<string>): LanguageFit {
  return fitOf(modelLanguages(id, codes), queryLanguages(words));
}

/** Returns what `fitOf` needs of a model. */
export function modelLanguages(id: string, declared: readonly string[]): ModelLanguages {
  const codes = new Set(declared);
  const idWords = id.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  for (const word of idWords) {
    const code = CODE_OF_NAME.get(word) ?? (CODES_IN_IDS.has(word) ? word : undefined);
    if (code !== undefined) codes.add(code);
  }
  const [first = null] = codes;
  const isForMany = [...declared, ...idWords].some((word) => MANY.has(word));
  return { codes, foreign: codes.size > FEW || codes.has("en") || isForMany ? null : first };
}

/** Returns what `fitOf` needs of a query. A query in another script is most likely in another language than English. */
export function queryLanguages(words: ReadonlySet<string>): QueryLanguages {
  return {
    named: [...words].flatMap((word) => CODE_OF_NAME.get(word) ?? []),
    isLatin: [...words].every((word) => /^[\p{Script=Latin}\p{N}]+$/u.test(word)),
  };
}

/** Returns the same as `languageFit`. */
export function fitOf({ codes, foreign }: ModelLanguages, { named, isLatin }: QueryLanguages): LanguageFit {
  for (const code of named) if (codes.has(code)) return { fit: "named", language: code };
  return foreign === null || !isLatin ? null : { fit: "other", language: foreign };
}

/** The names of all two-letter codes of ISO 639, of one word, in lower case. */
function codesByName(): ReadonlyMap<string, string> {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const codes = [...letters].flatMap((a) => [...letters].map((b) => a + b));
  return new Map(
    codes.flatMap((code) => {
      const name = NAMES.of(code)?.toLowerCase();
      return name !== undefined && /^\p{L}+$/u.test(name) ? [[name, code] as const] : [];
    }),
  );
}
