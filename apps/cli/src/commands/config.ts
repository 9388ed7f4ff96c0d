import { oneLine, redact } from "@hugginggpt/shared";
import type { Command } from "commander";
import { type ConfigFlags, readConfiguration } from "../config/configuration.js";
import type { ConfigValue } from "../config/setting-list.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { tableLines } from "../render/table.js";
import { homeOption } from "./home-option.js";
import { addModelOptions } from "./model-options.js";

/** Characters of a value in the table; the document has it whole. */
const SHOWN = 200;

const EXAMPLES = `
Examples:
  $ hugginggpt config
  $ hugginggpt config --json --config team.config.json

A value is taken from the flag, else the environment, else the file, else the default. The file is the one named by
--config or HUGGINGGPT_CONFIG, else hugginggpt.config.json in the current directory, else in the home directory:

  {
    "controller": "ollama:qwen3", "embedder": "hashed", "backends": ["providers", "builtin"],
    "topK": 5, "policy": "cheapest", "licenses": ["apache-2.0", "mit"], "orgs": [], "maxParams": "7B",
    "providers": ["hf-inference", "fal-ai"],
    "limits": { "parallel": 8, "candidates": 3, "retries": 2, "runSeconds": 600, "contextTokens": 8192,
                "maxCost": 0.5, "maxCalls": 40, "maxSeconds": 300, "assumeCost": 0.05 },
    "endpoints": [{ "url": "http://localhost:8000/v1", "task": "summarization", "wire": "openai", "model": "qwen3",
                    "keyEnv": "MY_KEY", "price": { "input": 0, "output": 0, "call": 0 } }],
    "local": { "maxMemory": "2GB", "maxDownload": "1GB" },
    "prompts": { "plan": "Prefer few tasks.", "choice": "", "answer": "Answer in one sentence.",
                 "demos": [{ "request": "read hello aloud",
                             "tasks": [{ "id": 0, "task": "text-to-speech", "args": { "text": "hello" } }] }],
                 "descriptionCharacters": 100 },
    "openai": { "baseUrl": "http://localhost:8000/v1",
                "azure": { "endpoint": "https://name.openai.azure.com", "apiVersion": "2024-10-21" } },
    "home": "state", "allowPrivateNetwork": false
  }

wire: openai, hf-inference or hugginggpt (its model server; "files" says where its files are). Tokens and keys are read
from the environment only: keyEnv names the variable of a server's key, never HF_TOKEN.`;

/** Gives `hugginggpt config` its options, help and action, and returns it. */
export function configCommand(command: Command, context: CliContext): Command {
  command.option("--json", "print one JSON document");
  return addModelOptions(command)
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((options: ConfigFlags & { readonly json?: boolean }) => config(options, context));
}

async function config(
  options: ConfigFlags & { readonly json?: boolean },
  context: CliContext,
): Promise<void> {
  const { values } = await readConfiguration(options, context);
  const shown = values.map(({ name, value, source }) => ({
    name,
    // An address may carry a user name and a password.
    value: typeof value === "string" ? redact(value) : value,
    source,
  }));
  if (options.json) return printJson(context, { settings: shown });
  const rows = shown.map((one) => [one.name, textOf(one), one.source]);
  for (const line of tableLines(["setting", "value", "from"], rows)) printLine(context, line);
}

/** Names of settings whose empty list means that there is none; elsewhere it means that nothing is left out. */
const NONE_BY_DEFAULT: ReadonlySet<string> = new Set(["endpoints"]);

function textOf({ name, value }: Pick<ConfigValue, "name" | "value">): string {
  if (value === null || value === "") return "-";
  if (typeof value === "object" && value.length === 0) return NONE_BY_DEFAULT.has(name) ? "-" : "any";
  if (typeof value === "object") return oneLine(value.join(", "), SHOWN);
  return oneLine(String(value), SHOWN);
}
