import { Command, Option } from "commander";
import { helpText } from "../lang/help-text.js";
import { say, spoken, t } from "../lang/words.js";
import { columnsOf, wrapped } from "../render/terminal.js";
import type { CliContext } from "./cli-context.js";

export interface HomeOption {
  readonly home?: string;
}

/** `--home` and `--json`. */
export interface JsonOptions extends HomeOption {
  readonly json?: boolean;
}

/**
 * A command that writes to the context's streams, throws instead of ending the process, and mentions its help after a
 * wrong option. So do its subcommands.
 */
export class CliCommand extends Command {
  readonly context: CliContext;
  readonly #path: string;

  /** `parents`: the names before this one, each with a space after it. */
  constructor(name: string | undefined, context: CliContext, parents = "") {
    super(name);
    this.context = context;
    this.#path = `${parents}${this.name()}`;
    this.configureHelp({ ...spoken()?.help })
      .exitOverride()
      .configureOutput({
        writeOut: (text) => context.out.write(text),
        writeErr: (text) => context.err.write(text),
        outputError: (text, write) => {
          const said = text.replace(/^error: (.*)|.+/gm, (line, what) =>
            what ? t`error: ${say(what)}` : say(line),
          );
          write(wrapped(said, columnsOf(context.err)));
        },
      })
      .showHelpAfterError(t`See \`${this.#path} --help\`.`);
  }

  override createCommand(name?: string): CliCommand {
    return new CliCommand(name, this.context, `${this.#path} `);
  }

  /** The constructor sets all that subcommands share. */
  override copyInheritedSettings(): this {
    return this;
  }

  /** Adds `--json`. */
  json(): this {
    return this.option("--json", "print one JSON document");
  }

  /** Adds `--home`, which is a command's last option, and a text below the options. */
  home(text = ""): this {
    return this.addOption(
      new Option("--home <dir>", "directory for local state (also HUGGINGGPT_HOME)"),
    ).textBelow(text);
  }

  /** Adds a text below the options, in the user's language and wrapped to the terminal. */
  textBelow(text: string): this {
    return text === "" ? this : this.addHelpText("after", helpText(text, this.context));
  }
}
