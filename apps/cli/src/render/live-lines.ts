import { type CliContext, terminalLine } from "../program/cli-context.js";
import { canRedraw, columnsOf } from "./terminal.js";
import { cutTo } from "./text-width.js";

/** Removes the line that the cursor is in. */
const ERASE = "\u001b[2K";
/** Milliseconds between two pictures of what moves. */
const FRAME_MS = 100;

/**
 * Lines at the bottom of a terminal that change during work; other output appears above them. Where lines cannot be
 * overwritten there are none, and only other output is shown.
 */
export class LiveLines {
  readonly #stream: CliContext["err"];
  readonly #lines: (frame: number) => readonly string[];
  #timer: NodeJS.Timeout | null;
  #frame = 0;
  #shown = 0;

  /** `lines`: what is to be seen now. */
  constructor({ err, env }: Pick<CliContext, "err" | "env">, lines: (frame: number) => readonly string[]) {
    this.#stream = err;
    this.#lines = lines;
    this.#timer = canRedraw(err, env) ? setInterval(() => this.#next(), FRAME_MS).unref() : null;
  }

  /** Prints a line that stays. */
  print(line: string): void {
    this.#stream.write(`${this.#erased()}${terminalLine(line, this.#stream)}\n`);
    this.draw();
  }

  /** Shows what is to be seen now. */
  draw(): void {
    if (!this.#timer) return;
    const columns = (columnsOf(this.#stream) ?? 0) - 1;
    const lines = this.#lines(this.#frame).map((line) => cutTo(terminalLine(line), columns));
    this.#stream.write(this.#erased() + lines.join("\n"));
    this.#shown = lines.length;
  }

  /** Takes the lines away, until `draw`. */
  clear(): void {
    const erased = this.#erased();
    if (erased) this.#stream.write(erased);
  }

  /** Takes the lines away for good. */
  end(): void {
    this.clear();
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #next(): void {
    this.#frame++;
    if (this.#shown > 0) this.draw();
  }

  /** What removes the lines, with the cursor where they began. */
  #erased(): string {
    if (this.#shown === 0) return "";
    // Line by line: tmux takes what clears the rest of a screen from its first row for a page to keep.
    const erased = `\r${ERASE}${`\u001b[1A${ERASE}`.repeat(this.#shown - 1)}`;
    this.#shown = 0;
    return erased;
  }
}
