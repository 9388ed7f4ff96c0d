import { createInterface } from "node:readline";
import type { CliContext } from "./cli-context.js";

/** What takes the lines that a person or a pipe writes. */
export interface LineTaker {
  /** Deals with a line; false ends the reading. */
  take(line: string): Promise<boolean>;
  /** Cancels what `take` is at; false where it is at nothing. */
  cancel(): boolean;
}

/**
 * Reads lines from standard input until it ends, `take` says so, or Ctrl-C comes while nothing is being done. A prompt is
 * shown at a terminal only. Lines that come while one is dealt with wait.
 */
export async function readLines(prompt: string, taker: LineTaker, context: CliContext): Promise<void> {
  const terminal = context.in.isTTY === true && context.err.isTTY === true;
  const reader = createInterface({
    input: context.in,
    ...(terminal ? { output: context.err, terminal: true, prompt } : { terminal: false }),
  });
  const interrupt = (): boolean => {
    if (!taker.cancel()) reader.close();
    return true;
  };
  const forget = context.onInterrupt(interrupt);
  // In raw mode the terminal gives Ctrl-C to the reader, not to the process.
  reader.on("SIGINT", interrupt);
  const leave = (): void => reader.close();
  context.signal.addEventListener("abort", leave, { once: true });
  try {
    if (terminal) reader.prompt();
    for await (const line of reader) {
      if (context.signal.aborted || !(await taker.take(line))) break;
      if (terminal) reader.prompt();
    }
    context.signal.throwIfAborted();
  } finally {
    context.signal.removeEventListener("abort", leave);
    forget();
    reader.close();
  }
}
