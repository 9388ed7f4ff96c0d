import { EXIT, exitCodeOf, isFault, printable, redact } from "@hugginggpt/shared";
import { CommanderError } from "commander";
import { speakAsWanted } from "../lang/language.js";
import { describe, t } from "../lang/words.js";
import { type CliContext, noteLine } from "./cli-context.js";
import { Interrupts } from "./interrupts.js";
import { commandLine, meantWords, type Program, type ProgramFlags } from "./program.js";

const SIGNAL_EXIT = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** A signal that asks a program to stop. */
export type StopSignal = keyof typeof SIGNAL_EXIT;

/** What a program runs in: a process, or a test. */
export interface Host extends Pick<CliContext, "env" | "cwd" | "in" | "isPiped" | "out" | "err"> {
  /** Calls a listener for each signal. */
  readonly onSignal: (listener: (signal: StopSignal) => void) => void;
  /** Ends the program at once. */
  readonly exit: (code: number) => void;
  /** The language of the system as a tag (`zh-CN`), used if no variable of the environment names one. */
  readonly systemLocale?: (() => string) | undefined;
}

/**
 * Runs a command line and returns the documented exit code. The first Ctrl-C or SIGTERM aborts the context's signal,
 * the second ends the program at once.
 */
export async function runProgram(program: Program, args: readonly string[], host: Host): Promise<number> {
  const abort = new AbortController();
  const interrupts = new Interrupts();
  let code: number = EXIT.done;
  let interrupted: number | null = null;
  const secrets: string[] = [];
  host.onSignal((signal) => {
    if (signal === "SIGINT" && interrupts.handle()) return;
    if (interrupted !== null) host.exit(SIGNAL_EXIT[signal]);
    interrupted = SIGNAL_EXIT[signal];
    abort.abort(new DOMException(`interrupted by ${signal}`, "AbortError"));
  });
  const context: CliContext & ProgramFlags = {
    env: host.env,
    cwd: host.cwd,
    get in() {
      return host.in;
    },
    isPiped: host.isPiped,
    out: host.out,
    err: host.err,
    signal: abort.signal,
    onInterrupt: (handler) => interrupts.add(handler),
    keepSecret: (secret) => void secrets.push(secret),
    exitWith: (wanted) => {
      code = wanted;
    },
  };
  try {
    await speakAsWanted(args, { env: host.env, cwd: host.cwd, systemLocale: host.systemLocale });
    const line = commandLine(program, context);
    await line.parseAsync(await meantWords(program, args, line), { from: "user" });
  } catch (error) {
    code = report(error, secrets, context);
  }
  return interrupted ?? code;
}

/** Prints an error as one message and returns its exit code. Bugs show their stack. */
function report(error: unknown, stored: readonly string[], context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (context.signal.aborted) {
    context.err.write(`${t`Interrupted. Finished work is kept.`}\n`);
    return EXIT.interrupted;
  }
  const { HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY } = context.env;
  const given = [HF_TOKEN, OPENAI_API_KEY, AZURE_OPENAI_API_KEY].filter((one) => one !== undefined);
  const secrets = [...given, ...stored];
  if (isFault(error)) {
    noteLine(context, t`error: ${printable(redact(describe(error), secrets))}`);
  } else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.err.write(`${t`This is a bug, please report it:`}\n${printable(redact(trace, secrets))}\n`);
  }
  return exitCodeOf(error);
}
