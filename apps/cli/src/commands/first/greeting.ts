import { runtimeFolder } from "@hugginggpt/local/runtime";
import {
  BUILTIN_TOOLS,
  configuredController,
  type Settings,
  type TaskId,
  taskSpec,
} from "@hugginggpt/shared";
import { closing } from "../../compose/closing.js";
import { type Configuration, readConfiguration } from "../../config/configuration.js";
import { fixed, spoken, t } from "../../lang/words.js";
import { type CliContext, printLine } from "../../program/cli-context.js";
import { version } from "../../program/version.js";
import { count } from "../../render/format.js";
import { paintFor } from "../../render/paint.js";

const TOKENS = "https://huggingface.co/settings/tokens";

/** What the configuration allows here. */
interface Means {
  readonly settings: Settings;
  /** The allowed backends; empty: all. */
  readonly backends: readonly string[];
  /** Whether nothing may come from the network. */
  readonly offline: boolean;
  /** The number of models on this machine; null if their runtime is not installed. */
  readonly localModels: number | null;
}

/** Prints what works here, what one setting would add, and what to try, if no command is given. Changes nothing. */
export async function greet(context: CliContext): Promise<void> {
  const configuration = await readConfiguration({}, context);
  const { settings, backends, offline } = configuration;
  const means = { settings, backends, offline, localModels: await countLocal(configuration, context) };
  const { bold, dim } = paintFor(context.out, context.env);
  const part = (title: string, lines: readonly string[]): void => {
    printLine(context, `\n${bold(title)}`);
    for (const line of lines) printLine(context, `  ${line}`);
  };
  printLine(context, t`${bold(`HuggingGPT ${version()}`)}: say what you want, in words.`);
  part(t`What works now`, worksNow(means));
  const more = oneSettingMore(means);
  if (more.length > 0) part(t`What one setting adds`, more);
  part(t`Try`, examples(means));
  printLine(context);
  printLine(context, dim(t`hugginggpt --help lists the commands, hugginggpt doctor checks everything.`));
}

async function countLocal(configuration: Configuration, context: CliContext): Promise<number | null> {
  if (runtimeFolder(configuration.local.runtime) === null) return null;
  const [{ openLocal }, { createHttp }] = await Promise.all([
    import("../../compose/local.js"),
    import("../../compose/http.js"),
  ]);
  const machine = openLocal(configuration, createHttp(configuration.settings, context), context.env);
  return closing(machine, async ({ shelf }) => (await shelf.list()).length);
}

function worksNow(means: Means): string[] {
  const { settings, offline, localModels } = means;
  const endpoints = settings.endpoints ?? [];
  return [
    t`planning   by ${plannerOf(settings)}`,
    ...(hasTools(means) ? [t`built in   ${builtinKinds().join(", ")}`] : []),
    ...(localModels === null ? [] : [t`here       ${count(localModels, "model")} on this machine`]),
    ...(endpoints.length === 0
      ? []
      : [t`servers    ${count(endpoints.length, "model")} on servers of your own`]),
    ...(hasProviders(means) ? [t`providers  the models of the Hugging Face inference providers`] : []),
    ...(offline ? [t`network    none is used (HUGGINGGPT_OFFLINE)`] : []),
  ];
}

function hasTools({ backends }: Means): boolean {
  return backends.length === 0 || backends.includes("builtin");
}

function hasProviders({ settings, backends }: Means): boolean {
  return settings.hfToken !== null && (backends.length === 0 || backends.includes("providers"));
}

/** The tasks of the built-in tools; those that draw what a picture's outlines are, in one. */
function builtinKinds(): string[] {
  const tasks = BUILTIN_TOOLS.map(({ task }) =>
    task.endsWith("-control") ? t`outlines of pictures` : taskText(task),
  );
  return [...new Set(tasks)];
}

function taskText(task: TaskId): string {
  const { name } = taskSpec(task);
  return spoken() ? fixed(name) : task.replaceAll("-", " ");
}

function plannerOf(settings: Settings): string {
  const { controller, openaiBaseUrl } = settings;
  if (controller !== null && controller !== "offline") return controller;
  const kind = controller === null ? configuredController(settings) : null;
  if (kind === "openai") return t`a language model at ${new URL(openaiBaseUrl).host}`;
  if (kind === "hf") return t`a language model at the Hugging Face router`;
  return t`rules, for plain requests`;
}

function oneSettingMore({ settings, offline, localModels }: Means): string[] {
  if (offline) return [t`Unset HUGGINGGPT_OFFLINE to use models and language models elsewhere.`];
  const token = [
    t`A Hugging Face token: thousands of models, and a language model that plans.`,
    t`Make one at ${TOKENS}, fine-grained,`,
    t`with the permission "Make calls to Inference Providers"; then: hugginggpt login`,
  ];
  const local = [t`hugginggpt local install: models that run on this machine, no account.`];
  return [...(settings.hfToken === null ? token : []), ...(localModels === null ? local : [])];
}

/** Lines that work as it is configured; none needs a file. */
function examples(means: Means): string[] {
  const spoken = t`hugginggpt "read this aloud: good morning, and welcome"`;
  if (hasProviders(means)) {
    return [
      t`hugginggpt "make a picture of a lighthouse at dusk"`,
      t`hugginggpt "write a haiku about the sea and read it aloud"`,
      spoken,
    ];
  }
  if (!hasTools(means)) return ["hugginggpt config", "hugginggpt doctor", "registry tasks"];
  return [
    spoken,
    t`hugginggpt "what is the sentiment of: I love this place"`,
    t`hugginggpt "find the people and places in: Ada Lovelace lived in London"`,
  ];
}
