import { readConfiguration } from "../../config/configuration.js";
import { hubToken, readCredentials, writeCredentials } from "../../config/credentials.js";
import { fixed, say, t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";

interface LogoutOptions extends JsonOptions {
  readonly controller?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt logout
  $ hugginggpt logout --controller         # the key of the language model's server instead

What other programs keep stays: the Hub's own token, and variables of the environment. The token itself stays valid
until it is revoked at the Hub.`;

/** Gives `hugginggpt logout` its options, help and action, and returns it. */
export function logoutCommand(command: CliCommand): CliCommand {
  return command
    .option("--controller", "remove the key of the language model's server")
    .json()
    .home(EXAMPLES)
    .action((options: LogoutOptions) => logout(options, command.context));
}

async function logout(options: LogoutOptions, context: CliContext): Promise<void> {
  const { home } = await readConfiguration({ home: options.home }, context);
  const { hfToken, openai } = await readCredentials(home);
  const removed = (options.controller ? openai : hfToken) !== undefined;
  if (removed) await writeCredentials(home, options.controller ? { hfToken } : { openai });
  const left = options.controller ? variableLeft("OPENAI_API_KEY", context) : await tokenLeft(context);
  if (options.json) return printJson(context, { removed, stillUsed: left });
  const what = options.controller ? "key" : "token";
  printLine(
    context,
    removed ? t`The ${fixed(what)} is removed.` : t`No ${fixed(what)} of hugginggpt login is kept here.`,
  );
  if (left !== null) printLine(context, t`Still used: ${say(left)}.`);
}

async function tokenLeft(context: CliContext): Promise<string | null> {
  const file = await hubToken(context.env);
  return variableLeft("HF_TOKEN", context) ?? (file?.value ? `the Hub's own token in ${file.source}` : null);
}

function variableLeft(name: string, { env }: CliContext): string | null {
  return env[name]?.trim() ? `${name} in the environment` : null;
}
