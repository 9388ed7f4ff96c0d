import type { Readable } from "node:stream";
import { secretIn } from "./secrets.js";

export type Bin = "hugginggpt" | "indexer" | "registry";

export interface CliOptions {
  /** `HUGGINGGPT_HOME`, and the working directory. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string | Uint8Array;
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
  /** Waits for an event that the command causes. @throws Error with what it wrote where it ended before. */
  reaches(event: Promise<unknown>): Promise<void>;
  /** Calls `act` once, with what was found, when standard error holds the pattern. */
  whenPrinted(pattern: RegExp, act: (found: RegExpExecArray) => void): void;
}

interface Source {
  /** As a person would write it. */
  readonly command: string;
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when it has ended and its streams were read to their end. */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Returns a running command by its streams and its end. */
export function runningCli({ command, pid, stdout, stderr, exit, kill }: Source): RunningCli {
  const written = { stdout: "", stderr: "" };
  const watchers: { pattern: RegExp; act: (found: RegExpExecArray) => void }[] = [];
  stdout.setEncoding("utf8").on("data", (piece: string) => {
    written.stdout += piece;
  });
  stderr.setEncoding("utf8").on("data", (piece: string) => {
    written.stderr += piece;
    for (const due of [...watchers]) {
      const found = due.pattern.exec(written.stderr);
      if (!found) continue;
      watchers.splice(watchers.indexOf(due), 1);
      due.act(found);
    }
  });
  const ended = exit.then((how): CliResult => {
    const secret = secretIn(written.stdout + written.stderr);
    if (secret) throw new Error(`\`${command}\` printed the secret ${secret}`);
    return { ...how, ...written };
  });
  const tooEarly = async (): Promise<never> => {
    const { code, stderr: said } = await ended;
    throw new Error(`The command ended with ${code} before what was awaited: ${said}`);
  };
  return {
    pid,
    ended,
    kill,
    reaches: async (event) => {
      await Promise.race([event, tooEarly()]);
    },
    whenPrinted: (pattern, act) => {
      watchers.push({ pattern, act });
    },
  };
}
