import { createInterface, type Interface } from "node:readline";
import { t } from "../../lang/words.js";
import { count } from "../../render/format.js";
import { type CliContext, noteLine } from "../cli-context.js";
import { boundedLines } from "../standard-input.js";
import { PASTE_OFF, PASTE_ON, PasteFilter } from "./paste-filter.js";

/** Handles the requests that a person or a pipe writes. */
export interface LineTaker {
  /** Handles a request, which has several lines if it was pasted or quoted; false ends the reading. */
  take(request: string): Promise<boolean>;
  /** Cancels the work of `take`; false if there is none. */
  cancel(): boolean;
  /** Returns the possible completions of the end of a line, and that end. */
  complete(line: string): Promise<[string[], string]>;
}

/** The mark before and after a request of several lines. */
const QUOTES = '"""';

/**
 * Reads requests from standard input until it ends or `take` says so: one per line, or the text between lines of `"""`.
 * At a terminal there is a prompt, Tab completes, and a paste is one request. Ctrl-C cancels the current work and lines
 * typed ahead, else clears the line, else stops reading. New lines wait until the current one is done.
 */
export async function readLines(prompt: string, taker: LineTaker, context: CliContext): Promise<void> {
  const isTerminal = context.in.isTTY === true && context.err.isTTY === true;
  const filter = isTerminal ? new PasteFilter(context.in) : null;
  const reader = createInterface(
    filter
      ? { input: filter, output: context.err, terminal: true, prompt, completer: completerOf(taker) }
      : { input: boundedLines(context.in), terminal: false },
  );
  const block = new Block();
  const ask = (): void => {
    if (!filter) return;
    reader.setPrompt(block.isOpen ? "… " : prompt);
    reader.prompt();
  };
  const ahead = new LinesAhead(reader);
  const interrupt = (): boolean => {
    if (taker.cancel()) {
      if (filter) {
        emptyLine(reader);
        const left = ahead.drop();
        if (left > 0) noteLine(context, t`${count(left, "line")} typed ahead left out.`);
      }
      return true;
    }
    if (!filter || (reader.line === "" && !block.isOpen)) reader.close();
    else {
      block.drop();
      emptyLine(reader);
      ask();
    }
    return true;
  };
  const forget = context.onInterrupt(interrupt);
  // In raw mode the terminal gives Ctrl-C to the reader, not to the process.
  reader.on("SIGINT", interrupt);
  const leave = (): void => reader.close();
  context.signal.addEventListener("abort", leave, { once: true });
  const marksPastes = filter !== null && context.env.TERM !== "dumb";
  if (marksPastes) context.err.write(PASTE_ON);
  try {
    ask();
    for await (const line of reader) {
      if (!ahead.take()) continue;
      const request = block.add(filter?.restored(line) ?? line);
      if (context.signal.aborted || (request !== null && !(await taker.take(request)))) break;
      ask();
    }
    context.signal.throwIfAborted();
    const rest = block.drop();
    if (rest) await taker.take(rest);
  } finally {
    if (marksPastes) context.err.write(PASTE_OFF);
    context.signal.removeEventListener("abort", leave);
    forget();
    reader.close();
    filter?.release();
  }
}

type Completer = (line: string, done: (error: Error | null, result?: [string[], string]) => void) => void;

function completerOf(taker: LineTaker): Completer {
  return (line, done) => {
    taker.complete(line).then(
      (result) => done(null, result),
      () => done(null, [[], line]),
    );
  };
}

function emptyLine(reader: Interface): void {
  reader.write(null, { ctrl: true, name: "e" });
  reader.write(null, { ctrl: true, name: "u" });
}

/** Counts the lines that were read and not handled yet. */
class LinesAhead {
  #read = 0;
  #taken = 0;
  #dropped = 0;

  constructor(reader: Interface) {
    reader.on("line", () => this.#read++);
  }

  /** Drops the waiting lines and returns their number. */
  drop(): number {
    const before = Math.max(this.#dropped, this.#taken);
    this.#dropped = this.#read;
    return this.#read - before;
  }

  /** Counts the next line; false if it was dropped. */
  take(): boolean {
    return ++this.#taken > this.#dropped;
  }
}

/** Lines between quotes. */
class Block {
  #lines: string[] | null = null;

  get isOpen(): boolean {
    return this.#lines !== null;
  }

  /** Returns the request that a line ends; null if it continues. */
  add(line: string): string | null {
    const text = line.trim();
    if (this.#lines === null) {
      if (!text.startsWith(QUOTES)) return line;
      this.#lines = [];
      return this.#end(text.slice(QUOTES.length), text.length >= 2 * QUOTES.length);
    }
    return this.#end(line, true);
  }

  /** Forgets what has been read of a block and returns it; null if none was begun. */
  drop(): string | null {
    const lines = this.#lines;
    this.#lines = null;
    return lines?.join("\n").trim() || null;
  }

  #end(line: string, mayEnd: boolean): string | null {
    const isEnd = mayEnd && line.trimEnd().endsWith(QUOTES);
    this.#lines?.push(isEnd ? line.trimEnd().slice(0, -QUOTES.length) : line);
    return isEnd ? (this.drop() ?? "") : null;
  }
}
