import { existsSync } from "node:fs";
import { join } from "node:path";
import { redact, shownDatabase } from "@hugginggpt/shared";
import { CONFIG_NAME } from "../../config/config-paths.js";
import { readConfiguration } from "../../config/configuration.js";
import { credentialsFile } from "../../config/credentials.js";
import { editConfig, initConfig, writtenFile } from "../../config/edit-config.js";
import { fixed, say, t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { tableLines } from "../../render/table.js";
import { CONFIG_TEMPLATE } from "./template.js";

const SET_EXAMPLES = `
Examples:
  $ hugginggpt config set policy cheapest
  $ hugginggpt config set licenses apache-2.0,mit
  $ hugginggpt config set limits.maxCost 0.5
  $ hugginggpt config set prompts.answer "Answer in one sentence."
  $ hugginggpt config set endpoints '[{"url":"http://localhost:8000/v1","task":"summarization","wire":"openai","model":"qwen3"}]'
  $ hugginggpt config set database.url postgres://me:secret@db.example/hugginggpt
  $ hugginggpt --config team.config.json config set topK 8

It is written to the file in the home directory, or to the one that --config or HUGGINGGPT_CONFIG names. Tokens and keys
have no place there: \`hugginggpt login\` keeps them. Only you may read the file; the password of database.url is never shown.
PowerShell 5 takes double quotes out of arguments: write '[{\\"url\\": ...}]' there.`;

/** Returns `hugginggpt config set`. */
export function setCommand(parent: CliCommand): CliCommand {
  return parent
    .command("set")
    .description("set a value in the configuration file")
    .argument("<name>", "for instance policy or limits.maxCost")
    .argument("<value>", "as text, a number, a list with commas between, or JSON")
    .textBelow(SET_EXAMPLES)
    .action((name: string, value: string) => set(name, value, parent.context));
}

/** Returns `hugginggpt config unset`. */
export function unsetCommand(parent: CliCommand): CliCommand {
  return parent
    .command("unset")
    .description("take a value out of the configuration file")
    .argument("<name>", "for instance policy or limits")
    .textBelow("\nExamples:\n  $ hugginggpt config unset policy")
    .action((name: string) => unset(name, parent.context));
}

const INIT_EXAMPLES = `
Examples:
  $ hugginggpt config init                       # hugginggpt.config.json in the home directory
  $ hugginggpt --config team.config.json config init`;

/** Returns `hugginggpt config init`. */
export function initCommand(parent: CliCommand): CliCommand {
  return parent
    .command("init")
    .description(
      "write a configuration file in which each setting stands as a comment; an existing file stays",
    )
    .textBelow(INIT_EXAMPLES)
    .action(async () => {
      const { context } = parent;
      const path = writtenFile(context);
      await initConfig(path, CONFIG_TEMPLATE);
      printLine(context, t`Wrote ${path}. Every setting stands in it as a comment.`);
    });
}

/** Returns `hugginggpt config path`. */
export function pathCommand(parent: CliCommand): CliCommand {
  return parent
    .command("path")
    .description("print which files settings and secrets are read from and written to")
    .json()
    .home("\nExamples:\n  $ hugginggpt config path")
    .action((options: JsonOptions) => paths(options, parent.context));
}

async function set(name: string, value: string, context: CliContext): Promise<void> {
  const path = writtenFile(context);
  const taken = await editConfig(path, name, value);
  const text = typeof taken === "string" ? taken : JSON.stringify(taken);
  const shown = name === "database.url" ? shownDatabase(text) : redact(text);
  printLine(context, t`${name} is ${shown} now, in ${path}`);
  const effective = (await readConfiguration({}, context)).values.find((one) => one.name === name);
  if (effective && effective.source !== path)
    noteLine(context, t`note: ${say(effective.source)} comes first, with ${redact(String(effective.value))}`);
}

async function unset(name: string, context: CliContext): Promise<void> {
  const path = writtenFile(context);
  const before = await editConfig(path, name, null);
  printLine(
    context,
    before === undefined ? t`${name} was not set in ${path}` : t`${name} is no longer set in ${path}`,
  );
}

async function paths(options: JsonOptions, context: CliContext): Promise<void> {
  const written = writtenFile(context);
  const here = join(context.cwd, CONFIG_NAME);
  const isNamed = (context.configFile ?? context.env.HUGGINGGPT_CONFIG) !== undefined;
  const { home } = await readConfiguration(options, context);
  const files = [
    { what: "configuration", path: written },
    ...(isNamed || here === written ? [] : [{ what: "here, may narrow", path: here }]),
    { what: "credentials", path: credentialsFile(home) },
    { what: "home", path: home },
  ].map((one) => ({ ...one, exists: existsSync(one.path) }));
  if (options.json) return printJson(context, { files });
  const rows = files.map(({ what, path, exists }) => [fixed(what), exists ? t`there` : t`absent`, path]);
  for (const line of tableLines(["what", "state", "path"].map(fixed), rows)) printLine(context, line);
}
