import { terminalText } from "@hugginggpt/shared";
import { type CliContext, printLine } from "./cli-context.js";

/** Shows an answer on standard output while it is being written. */
export class AnswerStream {
  readonly #context: CliContext;
  #shown = "";
  #isLineOpen = false;
  #isOver = false;

  constructor(context: CliContext) {
    this.#context = context;
  }

  /** Shows the next piece. */
  readonly write = (piece: string): void => {
    this.#shown += piece;
    this.#isLineOpen ||= piece !== "";
    this.#context.out.write(terminalText(piece));
  };

  /** Ends the line that was begun, so that something else can be said; does nothing where none was. */
  readonly endLine = (): void => {
    if (this.#isLineOpen) this.#context.out.write("\n");
    this.#isLineOpen = false;
  };

  /** Ends the line that was begun, and shows the whole answer where it is not what was shown. Twice is once. */
  end(answer: string | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.endLine();
    if (answer !== null && this.#shown.trim() !== answer.trim()) printLine(this.#context, answer);
  }
}
