import { fstatSync } from "node:fs";
import { EXIT } from "@hugginggpt/shared";
import type { Program } from "./program.js";
import { type Host, runProgram } from "./run-program.js";

/** Where a language is set outside the environment. */
const SYSTEMS_WITH_A_LANGUAGE: readonly NodeJS.Platform[] = ["win32", "darwin"];

/** Runs a program as this process, by its arguments, and ends the process with the documented exit code. */
export async function runProcess(program: Program): Promise<void> {
  endQuietlyOnClosedPipe();
  const code = await runProgram(program, process.argv.slice(2), processHost());
  // Once everything written has left the process.
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
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
    // Elsewhere the variables of the environment say all: `Intl` would say what it takes for them.
    systemLocale: SYSTEMS_WITH_A_LANGUAGE.includes(process.platform)
      ? () => Intl.DateTimeFormat().resolvedOptions().locale
      : undefined,
  };
}

/** A device, such as a terminal or the null device, gives nothing by itself; nor does a stream that was closed. */
function isPiped(): boolean {
  try {
    // Without `bigint`, Node 20 takes what it stats next for a pipe, too, and follows no link to a package (pnpm's layout).
    const stdin = fstatSync(0, { bigint: true });
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket();
  } catch {
    return false;
  }
}

/** Ends the process where nobody reads its results any more; where only its progress is not read, it continues. */
function endQuietlyOnClosedPipe(): void {
  const onClosed = (then: () => void) => (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    then();
  };
  process.stdout.on(
    "error",
    onClosed(() => process.exit(EXIT.done)),
  );
  process.stderr.on(
    "error",
    onClosed(() => undefined),
  );
}
