import { describeError, isFault, isSaidIn } from "@hugginggpt/shared";
import { ended, joined, sentencesOf } from "./sentences.js";
import type { Speech } from "./words.js";

/** A text with values that is found again by what stands between them. */
interface Pattern {
  readonly pieces: readonly string[];
  readonly form: string;
}

/** Letters that a text must have besides its values to be found again by them. */
const LEAST_LETTERS = 4;
/** Characters beyond which a text is some server's page and not a sentence of ours. */
const MOST_CHARACTERS = 4_000;
/** Sentences that stand as one text in a catalogue at most. */
const MOST_SENTENCES = 4;

/** Finds texts that have their values in them already in a catalogue. */
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

  /** Each text is as few sentences as the catalogue has it in: the last value of a sentence would take in the next ones. */
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

  /** A sentence with or without its full stop, and with or without what came in brackets at its end; null if it is not known. */
  #sentence(text: string): string | null {
    const bare = text.replace(/\.$/, "");
    const [, message = "", came = ""] = /^(.*?) \((.*)\)$/s.exec(bare) ?? [];
    const start = message && this.#whole(message);
    const found = start ? `${start}（${this.say(came)}）` : (this.#whole(text) ?? this.#whole(bare));
    return found === null || bare === text ? found : ended(found);
  }

  /** Null for what the catalogue does not have. Values that are more than a word are looked up too. */
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

/** Those that say most come first. */
function patternsOf(catalogue: ReadonlyMap<string, string>): Pattern[] {
  return [...catalogue]
    .map(([english, form]) => ({ pieces: english.split(/\{\d+\}/), form }))
    .filter(({ pieces }) => pieces.length > 1 && lettersOf(pieces) >= LEAST_LETTERS)
    .sort((a, b) => lettersOf(b.pieces) - lettersOf(a.pieces));
}

function lettersOf(pieces: readonly string[]): number {
  return pieces.join("").replace(/[^a-z]/gi, "").length;
}

/** What stands between the pieces of a text, each of at least a character; null if they are not its pieces. */
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
