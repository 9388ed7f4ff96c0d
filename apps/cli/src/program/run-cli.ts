import { describeError, EXIT, exitCodeOf, isFault, redact } from "@hugginggpt/shared";
import { type Command, CommanderError } from "commander";
import type { CliContext } from "./cli-context.js";

/** Ends a process that ignores its first Ctrl-C. */
const SIGNAL_EXIT = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/**
 * Runs a command line and ends the process with the documented exit code. The first Ctrl-C or SIGTERM aborts the
 * context's signal, the second ends the process at once.
 */
export async function runCli(build: (context: CliContext) => Command): Promise<void> {
  const abort = new AbortController();
  let code: number = EXIT.done;
  let interrupted: number | null = null;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (interrupted !== null) process.exit(SIGNAL_EXIT[name]);
      interrupted = SIGNAL_EXIT[name];
      abort.abort(new DOMException(`interrupted by ${name}`, "AbortError"));
    });
  }
  leaveQuietlyOnClosedPipe();
  const context: CliContext = {
    env: process.env,
    cwd: process.cwd(),
    out: process.stdout,
    err: process.stderr,
    signal: abort.signal,
    exitWith: (wanted) => {
      code = wanted;
    },
  };
  try {
    await build(context).exitOverride().parseAsync(process.argv);
  } catch (error) {
    code = report(error, context);
  }
  end(interrupted ?? code);
}

/** Prints an error as one message and returns its exit code. Bugs show their stack. */
function report(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (context.signal.aborted) {
    context.err.write("Interrupted. What was finished is kept.\n");
    return EXIT.interrupted;
  }
  const secrets = [context.env.HF_TOKEN, context.env.OPENAI_API_KEY].filter((one) => one !== undefined);
  if (isFault(error)) {
    context.err.write(`error: ${redact(describeError(error), secrets)}\n`);
  } else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.err.write(`This is a bug, please report it:\n${redact(trace, secrets)}\n`);
  }
  return exitCodeOf(error);
}

function leaveQuietlyOnClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
    throw error;
  });
}

/** Ends the process once everything written has left it. */
function end(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}
