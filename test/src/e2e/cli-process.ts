import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type Bin, type CliOptions, type RunningCli, runningCli } from "./running-cli.js";

const require = createRequire(import.meta.url);
const BIN = join(dirname(require.resolve("hugginggpt/package.json")), "bin");

/** A process that hangs is ended after this, in milliseconds: the test then fails by its exit, not by vitest's clock. */
const LIMIT_MS = 250_000;
/** What Node itself needs on Windows; nothing else of the developer's environment reaches a command. */
const KEPT = ["SystemRoot", "TEMP", "TMP"];

/** A command in a process of its own. */
export interface CliProcess extends RunningCli {
  /** Reads standard error no more, as `head` does once it has its lines. */
  closeStderr(): void;
}

/** Returns the file that Node runs for a command. */
export function cliFile(bin: Bin): string {
  return join(BIN, `${bin}.js`);
}

/**
 * Starts a command of the product in a process of its own, as a user's shell would, with none of this process's
 * environment: for what is about the process, such as SIGKILL. Everything else is quicker by `startCli`.
 */
export function startProcess(bin: Bin, args: readonly string[], options: CliOptions): CliProcess {
  return startNode(cliFile(bin), args, options);
}

/** Starts Node with a file as `startProcess` starts a command. */
export function startNode(file: string, args: readonly string[], options: CliOptions): CliProcess {
  const { home, env = {}, input } = options;
  const child = spawn(process.execPath, [file, ...args], {
    cwd: home,
    env: { ...kept(), HUGGINGGPT_HOME: home, ...env },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  child.stdin?.end(input);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("The child has no pipes");
  const running = runningCli({
    command: [basename(file), ...args].join(" "),
    pid: child.pid ?? -1,
    stdout,
    stderr,
    exit: once(child, "close").then(() => ({ code: child.exitCode, signal: child.signalCode })),
    kill: (signal) => void child.kill(signal),
  });
  return { ...running, closeStderr: () => void stderr.destroy() };
}

function kept(): Record<string, string> {
  return Object.fromEntries(
    KEPT.map((name) => [name, process.env[name]]).filter((entry): entry is [string, string] => !!entry[1]),
  );
}
