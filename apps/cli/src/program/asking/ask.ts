import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { CliContext } from "../cli-context.js";

/**
 * Asks at the terminal and returns the answer, empty for Ctrl-D. `hidden`: input is not echoed; echo is always
 * restored.
 * @throws the signal's reason after Ctrl-C.
 */
export async function ask(question: string, context: CliContext, hidden = false): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (hidden) context.err.write(question);
  const reader = createInterface(
    hidden
      ? { input: context.in, output: nowhere, terminal: true, historySize: 0 }
      : { input: context.in, output: context.err },
  );
  // In raw mode the terminal gives Ctrl-C to the reader, not to the process.
  reader.on("SIGINT", () => process.emit("SIGINT"));
  try {
    // Ctrl-D closes the reader and leaves its question open forever.
    const closed = new Promise<string>((resolve) => reader.once("close", () => resolve("")));
    const asked = reader.question(hidden ? "" : question, { signal: context.signal });
    return await Promise.race([asked, closed]);
  } catch (error) {
    context.signal.throwIfAborted();
    throw error;
  } finally {
    reader.close();
    if (hidden) context.err.write("\n");
  }
}
