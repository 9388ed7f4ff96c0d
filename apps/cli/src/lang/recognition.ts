import { describeError, isFault, isSaidIn } from "@hugginggpt/shared";
import { ended, joined, sentencesOf } from "./sentences.js";
import type { Speech } from "./words.js";

/** A text with values, recognised by the pieces between them. */
interface Pattern {
  readonly pieces: readonly string[];
  readonly form: string;
}

/** Fewest letters of a pattern outside its values. */
const LEAST_LETTERS = 4;
/** A longer text is some server's page, not a sentence of ours. In characters. */
const MOST_CHARACTERS = 4_000;
/** Most sentences of one text in a catalogue. */
const MOST_SENTENCES = 4;

/** Finds texts in a catalogue although their values are already filled in. */
export class Recognition implements Pick<Speech, "get" | "say" | "describe"> {
  readonly #catalogue: ReadonlyMap<string, string>;
  #patterns: readonly Pattern[] | null = null;

  constructor(catalogue: ReadonlyMap<string, string>) {
    this.#catalogue = catalogue;
  }

  readonly get = (english: string): string | undefined => this.#catalogue.get(english);

  readonly say = (text: string): string => {
    if (text.length > MOST_CHARACTERS || !/[a-z]/i.test(text)) return text;
    return this.get(text) ?? joined([...this.#sentences(sentencesOf(text))]);
  };

  readonly describe = (error: unknown): string => {
    if (!isFault(error)) return this.say(describeError(error));
    const { message, came, wanted, next, code } = error;
    const what = came && !isSaidIn(message, came) ? `（${this.#part(came)}）` : "";
    const isChoice = wanted !== undefined && (code === "USAGE" || code === "CONFIG_INVALID");
    const choices = isChoice ? `。应为：${this.#part(wanted)}` : "";
    return joined([ended(`${this.#part(message)}${what}${choices}`), ...(next ? [this.#part(next)] : [])]);
  };

  #part(text: string): string {
    return text.length > MOST_CHARACTERS ? text : (this.#whole(text) ?? this.say(text));
  }

  /** Takes as few sentences at once as possible, because the last value of a pattern would swallow further ones. */
  *#sentences(sentences: readonly string[]): Generator<string> {
    for (let from = 0; from < sentences.length; ) {
      const ends = [...sentences.keys()].slice(from, from + MOST_SENTENCES).map((at) => at + 1);
      const found = ends
        .map((to) => ({ to, text: this.#sentence(sentences.slice(from, to).join(" ")) }))
        .find(({ text }) => text !== null);
      yield found?.text ?? sentences[from] ?? "";
      from = found?.to ?? from + 1;
    }
  }

  /** Translates a sentence with or without full stop and a bracket at its end; null if the catalogue lacks it. */
  #sentence(text: string): string | null {
    const bare = text.replace(/\.$/, "");
    const [, message = "", came = ""] = /^(.*?) \((.*)\)$/s.exec(bare) ?? [];
    const start = message && this.#whole(message);
    const found = start ? `${start}（${this.say(came)}）` : (this.#whole(text) ?? this.#whole(bare));
    return found === null || bare === text ? found : ended(found);
  }

  /** Null if the catalogue lacks it. Values of several words are translated, too. */
  #whole(text: string): string | null {
    const exact = this.get(text);
    if (exact !== undefined) return exact;
    this.#patterns ??= patternsOf(this.#catalogue);
    for (const { pieces, form } of this.#patterns) {
      const values = valuesBetween(pieces, text)?.map((one) => (one.includes(" ") ? this.say(one) : one));
      if (values) return form.replace(/\{(\d+)\}/g, (whole, n) => values[Number(n) - 1] ?? whole);
    }
    return null;
  }
}

/** Patterns with more letters come first. */
function patternsOf(catalogue: ReadonlyMap<string, string>): Pattern[] {
  return [...catalogue]
    .map(([english, form]) => ({ pieces: english.split(/\{\d+\}/), form }))
    .filter(({ pieces }) => pieces.length > 1 && lettersOf(pieces) >= LEAST_LETTERS)
    .sort((a, b) => lettersOf(b.pieces) - lettersOf(a.pieces));
}

function lettersOf(pieces: readonly string[]): number {
  return pieces.join("").replace(/[^a-z]/gi, "").length;
}

/** Returns the values between the pieces of a text, each at least a character; null if the pieces do not fit. */
function valuesBetween([first = "", ...rest]: readonly string[], text: string): string[] | null {
  if (!text.startsWith(first)) return null;
  const values: string[] = [];
  let from = first.length;
  for (const [i, piece] of rest.entries()) {
    const isLast = i === rest.length - 1;
    const to = isLast ? text.length - piece.length : text.indexOf(piece, from + 1);
    if (to <= from || (isLast && !text.endsWith(piece))) return null;
    values.push(text.slice(from, to));
    from = to + piece.length;
  }
  return values;
}
