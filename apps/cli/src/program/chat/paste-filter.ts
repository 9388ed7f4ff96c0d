import { Transform } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { t } from "../../lang/words.js";
import type { Input } from "../cli-context.js";

const START = "\u001b[200~";
const END = "\u001b[201~";
/** Makes a terminal mark what is pasted (bracketed paste, of xterm), and stops it. */
export const PASTE_ON = "\u001b[?2004h";
export const PASTE_OFF = "\u001b[?2004l";
/** At least this much of a mark at the end of the input is held back until the rest arrives; less can be a key. */
const HELD = 3;
/** A paste of up to this many characters is shown as it is: the line is redrawn for each of them. */
const SHOWN = 500;

/**
 * Passes terminal input on with each multi-line paste as one word in the line, which `restored` expands: a pasted line
 * end does not submit the line. Pass `setRawMode` on to the terminal.
 */
export class PasteFilter extends Transform {
  readonly isTTY = true;
  readonly #input: Input;
  readonly #decoder = new StringDecoder("utf8");
  readonly #pastes = new Map<string, string>();
  #pending = "";
  #isPaste = false;

  constructor(input: Input) {
    super();
    this.#input = input;
    input.pipe(this);
  }

  setRawMode(isRaw: boolean): this {
    (this.#input as Partial<NodeJS.ReadStream>).setRawMode?.(isRaw);
    return this;
  }

  /** Returns a line with the pasted texts in place of their words. */
  restored(line: string): string {
    return line.replace(/\[pasted \d+: \d+ [a-z]+\]/g, (word) => this.#pastes.get(word) ?? word);
  }

  /** Gives the terminal back. */
  release(): void {
    this.#input.unpipe(this);
    this.#input.pause();
  }

  override _transform(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.#pending += typeof chunk === "string" ? chunk : this.#decoder.write(chunk);
    for (;;) {
      const mark = this.#isPaste ? END : START;
      const at = this.#pending.indexOf(mark);
      if (at < 0) break;
      const before = this.#pending.slice(0, at);
      this.#pending = this.#pending.slice(at + mark.length);
      this.push(this.#isPaste ? this.#taken(before) : before);
      this.#isPaste = !this.#isPaste;
    }
    if (!this.#isPaste) {
      const held = heldBack(this.#pending);
      this.push(this.#pending.slice(0, this.#pending.length - held));
      this.#pending = held > 0 ? this.#pending.slice(-held) : "";
    }
    done();
  }

  /** Returns what the line shows for a paste. */
  #taken(pasted: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys do not come by pasting
    const text = pasted.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
    const lines = text.replace(/\n+$/, "").split("\n");
    const [only = ""] = lines;
    if (lines.length === 1 && only.length <= SHOWN) return only.replaceAll("\t", " ");
    const size = lines.length > 1 ? t`${lines.length} lines` : t`${only.length} characters`;
    const word = t`[pasted ${this.#pastes.size + 1}: ${size}]`;
    this.#pastes.set(word, lines.join("\n"));
    return word;
  }
}

function heldBack(text: string): number {
  for (let length = START.length - 1; length >= HELD; length--)
    if (text.endsWith(START.slice(0, length))) return length;
  return 0;
}
