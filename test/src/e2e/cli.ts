import { PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { StopSignal } from "../../../apps/cli/dist/programs.js";
import { hugginggpt, indexer, registry, runProgram } from "./programs.js";
import { type Bin, type CliOptions, type CliResult, type RunningCli, runningCli } from "./running-cli.js";

const PROGRAMS = { hugginggpt, indexer, registry } as const;

/**
 * Starts a command of the product in this process, with an environment, a directory and streams of its own. It knows
 * Ctrl-C and SIGTERM; `startProcess` is for what needs a process.
 */
export function startCli(bin: Bin, args: readonly string[], options: CliOptions): RunningCli {
  const { home, env = {}, input } = options;
  const [out, err] = [new PassThrough(), new PassThrough()];
  const listeners: ((signal: StopSignal) => void)[] = [];
  const exit = new Promise<number>((resolve, reject) => {
    const host = {
      env: { HUGGINGGPT_HOME: home, ...env },
      cwd: home,
      in: Readable.from(input ? [input] : []),
      isPiped: input !== undefined,
      out,
      err,
      onSignal: (listener: (signal: StopSignal) => void) => void listeners.push(listener),
      exit: resolve,
    };
    runProgram(PROGRAMS[bin], args, host).then(resolve, reject);
  });
  return runningCli({
    command: [bin, ...args].join(" "),
    pid: process.pid,
    stdout: out,
    stderr: err,
    exit: endOf(exit, [out, err]),
    kill: (signal) => {
      if (signal !== "SIGINT" && signal !== "SIGTERM") throw new Error(`${signal} needs startProcess`);
      for (const listener of listeners) listener(signal);
    },
  });
}

/** Runs a command in this process to its end. */
export function runCli(bin: Bin, args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(bin, args, options).ended;
}

async function endOf(exit: Promise<number>, streams: readonly PassThrough[]) {
  const code = await exit.finally(() => {
    for (const stream of streams) stream.end();
  });
  await Promise.all(streams.map((stream) => finished(stream)));
  return { code, signal: null };
}
