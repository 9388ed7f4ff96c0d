import { type Environment, terminalJson, terminalText } from "@hugginggpt/shared";

/** What is read: a person's terminal, a pipe or a file. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What is written to: a terminal, a pipe or a file. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** What a command may touch of the process it runs in. */
export interface CliContext {
  readonly env: Environment;
  readonly cwd: string;
  /** `--config`; undefined where it was not given. */
  readonly configFile?: string | undefined;
  readonly in: Input;
  /** Whether standard input is a pipe or a file, so that something may come. */
  readonly isPiped: boolean;
  /** Results. */
  readonly out: Output;
  /** Everything else: progress, warnings, errors. */
  readonly err: Output;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * Asks `handler` first when Ctrl-C comes: true means that it was dealt with and nothing else happens. Returns what
   * takes the handler away.
   */
  readonly onInterrupt: (handler: () => boolean) => () => void;
  /** Sets the exit code with which the command ends when it throws nothing. */
  readonly exitWith: (code: number) => void;
}

/** Writes one line of results, without whatever would move the cursor or hide text; colours stay. */
export function printLine(context: CliContext, line = ""): void {
  context.out.write(`${terminalText(line)}\n`);
}

/** Writes one JSON document. */
export function printJson(context: CliContext, value: unknown): void {
  context.out.write(`${terminalJson(value)}\n`);
}

/** Writes one line that is no result, cleaned in the same way. */
export function noteLine(context: CliContext, line = ""): void {
  context.err.write(`${terminalText(line)}\n`);
}
