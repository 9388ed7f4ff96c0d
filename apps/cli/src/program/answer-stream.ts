import { terminalText } from "@hugginggpt/shared";
import type { Readable } from "../render/handles.js";
import { columnsOf } from "../render/terminal.js";
import { textWidth } from "../render/text-width.js";
import { type CliContext, printLine } from "./cli-context.js";

/** A longer piece without a space is not moved to the next line whole: some languages write no spaces. */
const WORD = 40;

/** Shows an answer on standard output while it is being written, by whole words, wrapped to the terminal. */
export class AnswerStream {
  readonly #context: CliContext;
  readonly #readable: Readable;
  readonly #begin: () => void;
  #shown = "";
  /** The beginning of a word whose end has not arrived. */
  #word = "";
  #column = 0;
  #isOver = false;

  /** `begin` is called before the first piece. */
  constructor(context: CliContext, readable: Readable, begin: () => void) {
    this.#context = context;
    this.#readable = readable;
    this.#begin = begin;
  }

  /** Shows the next piece. */
  readonly write = (piece: string): void => {
    if (piece === "") return;
    if (this.#shown === "") this.#begin();
    this.#shown += piece;
    const text = this.#word + piece;
    const at = text.length - (/\S*$/.exec(text)?.[0].length ?? 0);
    const isWord = text.length - at <= WORD;
    this.#word = isWord ? text.slice(at) : "";
    this.#put(isWord ? text.slice(0, at) : text);
  };

  /** Ends an unfinished line, so that other output can follow. */
  readonly endLine = (): void => {
    this.#put(this.#word);
    this.#word = "";
    if (this.#column > 0) this.#put("\n");
  };

  /** Ends an unfinished line, and shows the answer if it differs from what was shown. Only the first call counts. */
  end(answer: string | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.endLine();
    if (answer === null || this.#shown.trim() === answer.trim()) return;
    if (this.#shown === "") this.#begin();
    printLine(this.#context, this.#readable(answer));
  }

  #put(text: string): void {
    const columns = columnsOf(this.#context.out) ?? Number.POSITIVE_INFINITY;
    for (const part of terminalText(this.#readable(text)).split(/(\n|[^\S\n]+)/)) {
      const isEnd = part === "\n";
      const width = textWidth(part);
      if (!isEnd && this.#column > 0 && this.#column + width > columns) {
        this.#context.out.write("\n");
        this.#column = 0;
        if (part.trim() === "") continue;
      }
      this.#context.out.write(part);
      this.#column = isEnd ? 0 : this.#column + width;
    }
  }
}
