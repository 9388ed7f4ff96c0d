/** Characters that stand for themselves; other letters than these have more than one small form. */
const RUN = /[A-Za-z0-9 '«»_/:,\u4e00-\u9fff-]+(?![?*+{])/y;
/** What stands for a character by its number or its kind, and a reference. */
const ESCAPE = /\\(?:u\{[^}]*\}|u.{4}|x..|[pPk][{<][^}>]*[}>]|c.|\d+|.)/sy;
const CLASS = /\[(?:\\.|[^\]\\])*\]/sy;
const GROUP = /\((?:\?(?::|=|!|<=|<!|<[^>]+>))?/y;
const QUANTIFIER = /(?:[?*+]|\{\d+(?:,\d*)?\})\??/y;

/**
 * Returns words of which a text has at least one, in small letters, wherever a regular expression that ignores case
 * matches it; null if none can be told. (Cox: Regular Expression Matching with a Trigram Index, 2012, does the same.)
 */
export function requiredWords(source: string): readonly string[] | null {
  return new Reader(source).alternatives();
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads up to the end of a group: what each alternative requires, together. */
  alternatives(): readonly string[] | null {
    const all: (readonly string[] | null)[] = [];
    do all.push(this.#sequence());
    while (this.#takes("|"));
    return all.includes(null) ? null : all.flatMap((words) => words ?? []);
  }

  #sequence(): readonly string[] | null {
    let best: readonly string[] | null = null;
    for (;;) {
      const sign = this.#source[this.#at];
      if (sign === undefined || sign === "|" || sign === ")") return best;
      const words = this.#piece(sign);
      if (words !== null && shortest(words) > shortest(best)) best = words;
    }
  }

  /** Reads characters that stand for themselves, or a class or a group with how many times it may stand there. */
  #piece(sign: string): readonly string[] | null {
    const run = this.#match(RUN);
    if (run !== null) return [run.toLowerCase()];
    let words: readonly string[] | null = null;
    if (sign === "(") {
      const opening = this.#match(GROUP);
      words = this.alternatives();
      this.#takes(")");
      if (opening?.endsWith("!")) words = null;
    } else if (sign === "[") this.#match(CLASS);
    else if (sign === "\\") this.#match(ESCAPE);
    else this.#at++;
    const isOptional = /^(?:[?*]|\{0)/.test(this.#match(QUANTIFIER) ?? "");
    return isOptional ? null : words;
  }

  #takes(sign: string): boolean {
    const isThere = this.#source[this.#at] === sign;
    if (isThere) this.#at++;
    return isThere;
  }

  #match(expression: RegExp): string | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }
}

/** The longer the shortest of them, the more texts have none. */
function shortest(words: readonly string[] | null): number {
  return words === null ? 0 : Math.min(...words.map((word) => word.length));
}
