import { join } from "node:path";

/** What is to run again and again, with the paths of this installation. */
export interface ScheduledSync {
  /** Milliseconds, at least one minute. */
  readonly everyMs: number;
  /** The Node that runs this program. */
  readonly node: string;
  /** The file of the `indexer` command. */
  readonly program: string;
  /** The directory of the local state. */
  readonly home: string;
  /** Further arguments of `indexer sync`. */
  readonly args: readonly string[];
}

/** Returns the words of the command line. Progress comes as JSON lines, which a log keeps. */
export function commandWords({ node, program, home, args }: ScheduledSync): string[] {
  return [node, program, "sync", "--log", "json", "--home", home, ...args];
}

/** Returns the file that a schedule without a log of its own writes to. */
export function logFile({ home }: ScheduledSync): string {
  return join(home, "sync.log");
}
