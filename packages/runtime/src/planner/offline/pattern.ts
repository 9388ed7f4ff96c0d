import { requiredWords } from "./required-words.js";

/**
 * A regular expression that ignores case, compiled for the first text that has a word without which it cannot match:
 * compiling all of the planner's takes longer than everything else in a short run.
 */
export class Pattern {
  readonly source: string;
  #words: readonly string[] | null | undefined;
  #compiled: RegExp | null = null;

  /** `words`: the required ones, where they are known (see `requiredWords`). */
  constructor(source: string, words?: readonly string[] | null) {
    this.source = source;
    this.#words = words;
  }

  /** Returns what `RegExp.exec` would. */
  exec(text: string): RegExpExecArray | null {
    if (this.#words === undefined) this.#words = requiredWords(this.source);
    const small = text.toLowerCase();
    if (this.#words !== null && !this.#words.some((word) => small.includes(word))) return null;
    this.#compiled ??= new RegExp(this.source, "i");
    return this.#compiled.exec(text);
  }

  /** Returns what `RegExp.test` would. */
  test(text: string): boolean {
    return this.exec(text) !== null;
  }
}

/** Returns patterns of these sources. */
export function patterns(...sources: string[]): Pattern[] {
  return sources.map((source) => new Pattern(source));
}
