import { type Environment, terminalJson, terminalText } from "@hugginggpt/shared";
import type { Language } from "../lang/language.js";
import { columnsOf, linked, type Output, wrapped } from "../render/terminal.js";

/** Standard input: a terminal, a pipe or a file. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What a command may touch of the process it runs in. */
export interface CliContext {
  readonly env: Environment;
  readonly cwd: string;
  /** `--config`; undefined if it was not given. */
  readonly configFile?: string | undefined;
  /** `--lang`; undefined if it was not given. */
  readonly language?: Language | undefined;
  readonly in: Input;
  /** Whether standard input is a pipe or a file, and may have content. */
  readonly isPiped: boolean;
  /** Results. */
  readonly out: Output;
  /** Everything else: progress, warnings, errors. */
  readonly err: Output;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * Calls `handler` first on Ctrl-C: true means that it was handled and nothing else happens. Returns a function that
   * removes the handler.
   */
  readonly onInterrupt: (handler: () => boolean) => () => void;
  /** Adds a secret that did not come from the environment, so that no error shows it. */
  readonly keepSecret?: (secret: string) => void;
  /** Sets the exit code with which the command ends when it throws nothing. */
  readonly exitWith: (code: number) => void;
}

/**
 * Returns a line that is safe to print: without sequences that move the cursor or hide text (colours stay),
 * word-wrapped to the width of `stream` if that is a terminal.
 */
export function terminalLine(line: string, stream?: Output): string {
  return wrapped(terminalText(line), stream ? columnsOf(stream) : null);
}

/** Writes one line of results. `file`: the file that a click on its name opens, in terminals that can do that. */
export function printLine(
  context: CliContext,
  line = "",
  file?: { readonly name: string; readonly path: string },
): void {
  const text = terminalLine(line, context.out);
  const link = file ? linked(file.name, file.path, context.out, context.env) : "";
  context.out.write(`${file ? text.replace(file.name, () => link) : text}\n`);
}

/** Writes one JSON document. */
export function printJson(context: CliContext, value: unknown): void {
  context.out.write(`${terminalJson(value)}\n`);
}

/** Writes one line to standard error. */
export function noteLine(context: CliContext, line = ""): void {
  context.err.write(`${terminalLine(line, context.err)}\n`);
}
