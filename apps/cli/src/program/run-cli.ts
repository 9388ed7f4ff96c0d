import { describeError, EXIT, exitCodeOf, isFault, printable, redact } from "@hugginggpt/shared";
import { type Command, CommanderError } from "commander";
import type { CliContext } from "./cli-context.js";
import { Interrupts } from "./interrupts.js";

/** Ends a process that ignores its first Ctrl-C. */
const SIGNAL_EXIT = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/**
 * Runs a command line and ends the process with the documented exit code. The first Ctrl-C or SIGTERM aborts the
 * context's signal, the second ends the process at once.
 */
export async function runCli(build: (context: CliContext) => Command): Promise<void> {
  const abort = new AbortController();
  const interrupts = new Interrupts();
  let code: number = EXIT.done;
  let interrupted: number | null = null;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (name === "SIGINT" && interrupts.handle()) return;
      if (interrupted !== null) process.exit(SIGNAL_EXIT[name]);
      interrupted = SIGNAL_EXIT[name];
      abort.abort(new DOMException(`interrupted by ${name}`, "AbortError"));
    });
  }
  endQuietlyOnClosedPipe();
  const context: CliContext & { configFile?: string | undefined } = {
    env: process.env,
    cwd: process.cwd(),
    in: process.stdin,
    out: process.stdout,
    err: process.stderr,
    signal: abort.signal,
    onInterrupt: (handler) => interrupts.add(handler),
    exitWith: (wanted) => {
      code = wanted;
    },
  };
  try {
    const program = withConfigOption(build(context), (file) => {
      context.configFile = file;
    });
    await throwing(program).parseAsync(process.argv);
  } catch (error) {
    code = report(error, context);
  }
  end(interrupted ?? code);
}

/**
 * Makes a command and those under it throw where commander would end the process, and name their help after a wrong
 * option; `addCommand` passes nothing on.
 */
function throwing(command: Command, parents = ""): Command {
  const name = `${parents}${command.name()}`;
  for (const one of command.commands) throwing(one, `${name} `);
  return command.exitOverride().showHelpAfterError(`See \`${name} --help\`.`);
}

/** Adds `--config`, which every command understands, before and after its name. */
function withConfigOption(program: Command, take: (file: string | undefined) => void): Command {
  program.option(
    "--config <file>",
    "configuration file (also HUGGINGGPT_CONFIG; default: hugginggpt.config.json here or in the home directory)",
  );
  program.hook("preAction", () => take(program.opts<{ config?: string }>().config));
  for (const command of program.commands) command.configureHelp({ showGlobalOptions: true });
  return program;
}

/** Prints an error as one message and returns its exit code. Bugs show their stack. */
function report(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (context.signal.aborted) {
    context.err.write("Interrupted. What was finished is kept.\n");
    return EXIT.interrupted;
  }
  const { HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY } = context.env;
  const secrets = [HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY].filter((one) => one !== undefined);
  if (isFault(error)) {
    context.err.write(`error: ${printable(redact(describeError(error), secrets))}\n`);
  } else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.err.write(`This is a bug, please report it:\n${printable(redact(trace, secrets))}\n`);
  }
  return exitCodeOf(error);
}

/** Ends the process where nobody reads its results any more; where only its progress is not read, it goes on. */
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

/** Ends the process once everything written has left it. */
function end(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}
