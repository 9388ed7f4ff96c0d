import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { secretIn } from "./secrets.js";

const require = createRequire(import.meta.url);
const BIN = join(dirname(require.resolve("@hugginggpt/cli/package.json")), "bin");

/** A command that hangs is ended after this, in milliseconds: the test then fails by its exit, not by vitest's clock. */
const LIMIT_MS = 50_000;
/** What Node itself needs on Windows; nothing else of the developer's environment reaches a command. */
const KEPT = ["SystemRoot", "TEMP", "TMP"];

export type Bin = "hugginggpt" | "indexer" | "registry";

export interface CliOptions {
  /** `HUGGINGGPT_HOME`, and the working directory. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
}

export interface CliResult {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCli {
  readonly pid: number;
  /** Resolves when it has ended and everything it wrote was read; rejects where it wrote a secret. */
  readonly ended: Promise<CliResult>;
  kill(signal: NodeJS.Signals): void;
  /** Reads standard error no more, as `head` does once it has its lines. */
  closeStderr(): void;
  /** Waits for an event that the command causes. @throws Error with what it wrote where it ended before. */
  reaches(event: Promise<unknown>): Promise<void>;
  /** Calls `act` once, when standard error holds the pattern. */
  whenPrinted(pattern: RegExp, act: () => void): void;
}

/** Returns the file that Node runs for a command. */
export function cliFile(bin: Bin): string {
  return join(BIN, `${bin}.js`);
}

/** Starts a command of the product as a user's shell would, with none of this process's environment. */
export function startCli(bin: Bin, args: readonly string[], options: CliOptions): RunningCli {
  return startNode(cliFile(bin), args, options);
}

/** Starts Node with a file as `startCli` starts a command. */
export function startNode(file: string, args: readonly string[], options: CliOptions): RunningCli {
  const { home, env = {}, input } = options;
  const child = spawn(process.execPath, [file, ...args], {
    cwd: home,
    env: { ...kept(), HUGGINGGPT_HOME: home, ...env },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  child.stdin?.end(input);
  const written = { stdout: "", stderr: "" };
  const watchers: { pattern: RegExp; act: () => void }[] = [];
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    written.stdout += piece;
  });
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => {
    written.stderr += piece;
    for (const due of watchers.filter(({ pattern }) => pattern.test(written.stderr))) {
      watchers.splice(watchers.indexOf(due), 1);
      due.act();
    }
  });
  const ended = resultOf(child, written, [basename(file), ...args].join(" "));
  const tooEarly = async (): Promise<never> => {
    const { code, stderr } = await ended;
    throw new Error(`The command ended with ${code} before what was awaited: ${stderr}`);
  };
  return {
    pid: child.pid ?? -1,
    ended,
    kill: (signal) => child.kill(signal),
    closeStderr: () => child.stderr?.destroy(),
    reaches: async (event) => {
      await Promise.race([event, tooEarly()]);
    },
    whenPrinted: (pattern, act) => {
      watchers.push({ pattern, act });
    },
  };
}

/** Runs a command to its end. */
export function runCli(bin: Bin, args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(bin, args, options).ended;
}

async function resultOf(
  child: ChildProcess,
  written: { readonly stdout: string; readonly stderr: string },
  command: string,
): Promise<CliResult> {
  await once(child, "close");
  const secret = secretIn(written.stdout + written.stderr);
  if (secret) throw new Error(`\`${command}\` printed the secret ${secret}`);
  return { code: child.exitCode, signal: child.signalCode, ...written };
}

function kept(): Record<string, string> {
  return Object.fromEntries(
    KEPT.map((name) => [name, process.env[name]]).filter((entry): entry is [string, string] => !!entry[1]),
  );
}
