import { didYouMean, Fault, oneLine, redact } from "@hugginggpt/shared";
import type { Command } from "commander";
import { type ConfigFlags, readConfiguration } from "../../config/configuration.js";
import type { ConfigValue } from "../../config/setting-list.js";
import { fixed, say, t } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { tableLines } from "../../render/table.js";
import { addModelOptions } from "../run-options.js";

interface ShowOptions extends ConfigFlags {
  readonly json?: boolean;
}

/** Characters of a value in the table; the document has it whole. */
const SHOWN = 200;

const EXAMPLES = `
Examples:
  $ hugginggpt config
  $ hugginggpt config --json --config team.config.json`;

/** Returns `hugginggpt config list`. */
export function listCommand(parent: CliCommand): CliCommand {
  const command = parent
    .command("list", { isDefault: true })
    .description("print each setting and where its value came from; secrets are shown as set or not set")
    .json();
  return addModelOptions(command)
    .home()
    .allowExcessArguments()
    .textBelow(EXAMPLES)
    .action((options: ShowOptions) => list(options, command, parent.context));
}

/** Returns `hugginggpt config get`. */
export function getCommand(parent: CliCommand): CliCommand {
  const command = parent
    .command("get")
    .description("print the value of a setting, or of a group of settings")
    .argument("<name>", "for instance policy or limits")
    .option("--json", "print one JSON document, with where it came from")
    .home("\nExamples:\n  $ hugginggpt config get policy\n  $ hugginggpt config get limits --json");
  return command.action((name: string, options: ShowOptions) => get(name, options, parent.context));
}

async function list(options: ShowOptions, command: Command, context: CliContext): Promise<void> {
  const [word] = command.args;
  if (word !== undefined) {
    const known = command.parent?.commands.map((one) => one.name()) ?? [];
    const like = didYouMean(word, known);
    (command.parent ?? command).error([`error: unknown command '${word}'`, like].filter(Boolean).join("\n"));
  }
  const settings = shown((await readConfiguration(options, context)).values);
  if (options.json) return printJson(context, { settings });
  const rows = settings.map((one) => [one.name, textOf(one), say(one.source)]);
  for (const line of tableLines(["setting", "value", "from"].map(fixed), rows)) printLine(context, line);
}

async function get(name: string, options: ShowOptions, context: CliContext): Promise<void> {
  const all = shown((await readConfiguration(options, context)).values);
  const found = all.filter((one) => one.name === name || one.name.startsWith(`${name}.`));
  if (found.length === 0) {
    const like = didYouMean(
      name,
      all.map((one) => one.name),
    );
    throw new Fault("USAGE", `There is no setting "${name}"`, {
      next: like || "`hugginggpt config` lists the settings.",
    });
  }
  if (options.json) return printJson(context, { settings: found });
  for (const one of found)
    printLine(context, one.name === name ? textOf(one) : `${one.name} = ${textOf(one)}`);
}

function shown(values: readonly ConfigValue[]): ConfigValue[] {
  return values.map(({ name, value, source }) => ({
    name,
    // An address may carry a user name and a password.
    value: typeof value === "string" ? redact(value) : value,
    source,
  }));
}

/** Names of settings whose empty list means that there is none; elsewhere it means that nothing is left out. */
const NONE_BY_DEFAULT: ReadonlySet<string> = new Set(["endpoints"]);

function textOf({ name, value }: Pick<ConfigValue, "name" | "value">): string {
  if (value === null || value === "") return "-";
  if (typeof value === "object" && value.length === 0) return NONE_BY_DEFAULT.has(name) ? "-" : t`any`;
  if (typeof value === "object") return oneLine(value.join(", "), SHOWN);
  return oneLine(say(String(value)), SHOWN);
}
