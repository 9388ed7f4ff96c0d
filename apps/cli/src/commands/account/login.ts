import { Fault, isFault, readableText } from "@hugginggpt/shared";
import { takeHome } from "../../compose/home.js";
import { createHttp } from "../../compose/http.js";
import {
  type Account,
  accountSentence,
  INFERENCE_PERMISSION,
  TOKEN_PAGE,
  whoAmI,
} from "../../compose/whoami.js";
import { type Configuration, readConfiguration } from "../../config/configuration.js";
import {
  credentialsFile,
  readCredentials,
  requireToken,
  writeCredentials,
} from "../../config/credentials.js";
import { say, t } from "../../lang/words.js";
import { ask } from "../../program/asking/ask.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { readAll } from "../../program/standard-input.js";

interface LoginOptions extends JsonOptions {
  readonly controller?: boolean;
  readonly offline?: boolean;
}

/** More bytes than this are not a token. */
const MAX_BYTES = 100_000;

const EXAMPLES = `
Examples:
  $ hugginggpt login                       # asks for the token, and does not show it
  $ hugginggpt login < token.txt
  $ hugginggpt login --controller          # the key of the language model's server instead

A token comes from ${TOKEN_PAGE}: a fine-grained one with the permission
"${INFERENCE_PERMISSION}", or one for reading. It is kept in a file of the home that only you may read.
HF_TOKEN and OPENAI_API_KEY in the environment come first; where there is neither, the token of the Hub's own
tools (\`hf auth login\`) is used. A key of --controller is sent to the server that is configured now (OPENAI_BASE_URL or
openai.baseUrl, else OpenAI) and to no other.
PowerShell: Get-Content token.txt | hugginggpt login`;

/** Gives `hugginggpt login` its options, help and action, and returns it. */
export function loginCommand(command: CliCommand): CliCommand {
  return command
    .option("--controller", "keep the key of the language model's server (as OPENAI_API_KEY)")
    .option("--offline", "do not ask the server whose token it is")
    .json()
    .home()
    .allowExcessArguments()
    .textBelow(EXAMPLES)
    .action((options: LoginOptions) => login(options, command.args, command.context));
}

async function login(options: LoginOptions, words: readonly string[], context: CliContext): Promise<void> {
  if (words.length > 0) {
    throw new Fault("USAGE", "A token does not belong on a command line, where others can read it", {
      next: "Leave it out: it is asked for, or read from standard input. Revoke it if others use this machine.",
    });
  }
  const configuration = await readConfiguration({ home: options.home, offline: options.offline }, context);
  const kept = await readCredentials(configuration.home);
  const secret = await readSecret(
    options.controller ? t`Key (not shown): ` : t`Token (not shown): `,
    context,
  );
  const checked = options.controller
    ? await checkKey(secret, configuration, context)
    : await checkToken(secret, configuration, context);
  const { openaiBaseUrl: baseUrl } = configuration.settings;
  takeHome(configuration, context);
  await writeCredentials(
    configuration.home,
    options.controller ? { ...kept, openai: { key: secret, baseUrl } } : { ...kept, hfToken: secret },
  );
  const file = credentialsFile(configuration.home);
  if (options.json) return printJson(context, { ...checked.document, file });
  for (const line of checked.lines) printLine(context, line);
  printLine(context, t`Kept in ${file}. \`hugginggpt logout\` removes it.`);
  const variable = options.controller ? "OPENAI_API_KEY" : "HF_TOKEN";
  if (context.env[variable]?.trim())
    noteLine(context, t`${variable} is set in the environment and comes first.`);
}

/** The result of a check, as lines and as JSON. */
interface Checked {
  readonly lines: readonly string[];
  readonly document: object;
}

async function readSecret(question: string, context: CliContext): Promise<string> {
  if (context.in.isTTY) return requireToken(await ask(question, context, true));
  const bytes = await readAll(context, MAX_BYTES);
  return requireToken(readableText(bytes).text ?? bytes.toString("utf8"));
}

/** Asks the Hub, unless nothing may be asked. */
async function checkToken(
  token: string,
  configuration: Configuration,
  context: CliContext,
): Promise<Checked> {
  if (configuration.offline)
    return { lines: [t`The Hub was not asked (--offline).`], document: { account: null } };
  const settings = { ...configuration.settings, hfToken: token };
  const hub = { http: createHttp(settings, context), endpoint: settings.hfEndpoint, token };
  const account: Account = await orNotKept(() => whoAmI(hub, context.signal), context);
  const lines = [t`Logged in as ${say(accountSentence(account))}.`];
  if (account.inference === false)
    lines.push(t`Give it the permission "${INFERENCE_PERMISSION}" at ${TOKEN_PAGE}.`);
  return { lines, document: { account } };
}

/** Asks the language model's server for its models, which needs a key where it wants one. */
async function checkKey(key: string, configuration: Configuration, context: CliContext): Promise<Checked> {
  const { host } = new URL(configuration.settings.openaiBaseUrl);
  if (configuration.offline)
    return { lines: [t`${host} was not asked (--offline).`], document: { server: host } };
  const settings = { ...configuration.settings, openaiApiKey: key };
  const { OpenAiServer } = await import("@hugginggpt/shared/openai");
  const server = new OpenAiServer({
    ...{ baseUrl: settings.openaiBaseUrl, apiKey: key, http: createHttp(settings, context) },
    ...{ deadlineMs: 15_000, tries: 1, maxWaitMs: 0 },
  });
  await orNotKept(async () => {
    try {
      await server.chatModels("ask whether the key is accepted");
    } catch (error) {
      if (!isFault(error, "NOT_FOUND")) throw error; // Not every server has a list.
    }
  }, context);
  return { lines: [t`The key for ${host} is accepted.`], document: { server: host } };
}

async function orNotKept<T>(work: () => Promise<T>, context: CliContext): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefused = isFault(error, "CREDENTIALS_REJECTED");
    if (isFault(error))
      noteLine(
        context,
        isRefused ? t`Nothing was kept.` : t`Nothing was kept; --offline keeps it without asking.`,
      );
    throw error;
  }
}
