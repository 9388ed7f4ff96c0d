import { fstatSync } from "node:fs";
import { diskFault, EXIT } from "@hugginggpt/shared";
import { describe, t } from "../lang/words.js";
import type { Program } from "./program.js";
import { type Host, runProgram } from "./run-program.js";

/** Systems on which the language is not set by the environment alone. */
const SYSTEMS_WITH_A_LANGUAGE: readonly NodeJS.Platform[] = ["win32", "darwin"];

/** Runs a program as this process, by its arguments, and ends the process with the documented exit code. */
export async function runProcess(program: Program): Promise<void> {
  endOnLostOutput();
  const code = await runProgram(program, process.argv.slice(2), processHost());
  // Once everything written has left the process, and after the error of what could not be written.
  process.stdout.write("", () => process.stderr.write("", () => setImmediate(() => process.exit(code))));
}

function processHost(): Host {
  return {
    env: process.env,
    cwd: process.cwd(),
    // Opened by the commands that read it.
    get in() {
      return process.stdin;
    },
    isPiped: isPiped(),
    out: process.stdout,
    err: process.stderr,
    onSignal: (listener) => {
      process.on("SIGINT", listener).on("SIGTERM", listener);
    },
    exit: (code) => process.exit(code),
    // Elsewhere only the variables of the environment count; `Intl` would guess.
    systemLocale: SYSTEMS_WITH_A_LANGUAGE.includes(process.platform)
      ? () => Intl.DateTimeFormat().resolvedOptions().locale
      : undefined,
  };
}

/** A device, such as a terminal or the null device, sends nothing by itself; nor does a closed stream. */
function isPiped(): boolean {
  try {
    // Without `bigint`, Node 20 takes what it stats next for a pipe, too, and follows no link to a package (pnpm's layout).
    const stdin = fstatSync(0, { bigint: true });
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket();
  } catch {
    return false;
  }
}

/**
 * Ends the process where its results go nowhere: quietly if nobody reads them any more, with an error if they cannot be
 * written (a full disk). Where only its progress is not read, it continues.
 */
function endOnLostOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
    process.stderr.write(`${t`error: ${describe(diskFault("write", "standard output", error))}`}\n`);
    process.exit(EXIT.registry);
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
