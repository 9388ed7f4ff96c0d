import type { CliCommand } from "../cli-command.js";
import type { CliContext } from "../cli-context.js";

/** One command of a program. Its options, help and work are loaded when it is used. */
export interface CommandEntry {
  readonly description: string;
  /** Loads what gives the command its options, help and action. */
  readonly load: () => Promise<(command: CliCommand) => CliCommand>;
}

/** What a user starts: `hugginggpt`, `indexer` or `registry`. */
export interface Program {
  readonly name: string;
  readonly description: string;
  readonly commands: Readonly<Record<string, CommandEntry>>;
  /** What follows the list of commands in its help. */
  readonly footnote?: string;
  /** The command that a request without one is for. */
  readonly byDefault?: string;
  /** Loads what greets a person who gives no command. */
  readonly greet?: () => Promise<(context: CliContext) => Promise<void>>;
}
