import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PROVIDERS } from "@hugginggpt/indexer";
import { shortRunId } from "@hugginggpt/runtime";
import { BUILTIN_TOOLS, POLICIES, TASK_IDS } from "@hugginggpt/shared";
import { helpTopics } from "../../compose/help-topics.js";
import { readConfiguration } from "../../config/configuration.js";
import type { CliContext } from "../../program/cli-context.js";
import type { Completions, ValueSource } from "../../program/line/complete-words.js";
import type { Program } from "../../program/line/program-shape.js";

/** The shells that can complete our programs. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
const BACKENDS = ["custom", "providers", "local", "builtin", "controller"];
const CONTROLLERS = ["offline", "openai:", "hf:", "azure:", "ollama:"];
const EMBEDDERS = ["hashed", "openai:", "hf:", "local:"];
const LATEST_RUNS = 50;

type Values = () => Promise<readonly string[]> | readonly string[];

const OPTIONS: Readonly<Record<string, { readonly values: Values; readonly isList?: true }>> = {
  task: { values: () => TASK_IDS, isList: true },
  license: { values: licences },
  licenses: { values: licences, isList: true },
  provider: { values: () => PROVIDERS },
  providers: { values: () => PROVIDERS, isList: true },
  backend: { values: () => BACKENDS, isList: true },
  backends: { values: () => BACKENDS, isList: true },
  controller: { values: () => CONTROLLERS },
  embedder: { values: () => EMBEDDERS },
  policy: { values: () => POLICIES },
};

/** Returns a source of values: fixed lists and names of folders. It uses neither the registry nor the network. */
export function valueSource(program: Program, context: CliContext): ValueSource {
  return {
    option: async (name) => {
      const { values, isList = false } = known(OPTIONS, name) ?? { values: () => [] };
      return { ...listed(await values()), isList };
    },
    argument: async (command, before) => {
      if (command === "help") return topics(program);
      if (before.length > 0) return command === "config set" ? listed(await settingValues(before)) : NONE;
      const values = known(argumentsOf(program, context), command);
      return values ? listed(await values()) : NONE;
    },
  };
}

const NONE: Completions = { list: [], files: false };

function argumentsOf({ name }: Program, context: CliContext): Readonly<Record<string, Values>> {
  const runs: Values = () => runIds(context);
  const ofRuns = ["show", "resume", "rerun", "replay", "export"].map((one) => [`runs ${one}`, runs]);
  return {
    ...Object.fromEntries(ofRuns),
    ...(name === "registry" ? { show: models } : {}),
    "local pull": models,
    "config get": settings,
    "config set": settings,
    "config unset": settings,
    complete: () => SHELLS,
  };
}

/** The models of the starter set, and the built-in tools. */
async function models(): Promise<string[]> {
  const { starterRecords } = await import("@hugginggpt/indexer/starter-set");
  return [...starterRecords().map(({ record }) => record.id), ...BUILTIN_TOOLS.map(({ id }) => id)];
}

async function licences(): Promise<readonly string[]> {
  return (await import("../../compose/unknown-values.js")).LICENCES;
}

/** The latest runs by their short ids: the names of the folders are enough. */
async function runIds(context: CliContext): Promise<string[]> {
  const { home } = await readConfiguration({}, context);
  const names = await readdir(join(home, "runs")).catch(() => []); // No folder, no runs.
  return [
    "last",
    ...names
      .filter((name) => RUN.test(name))
      .sort()
      .reverse()
      .slice(0, LATEST_RUNS)
      .map(shortRunId),
  ];
}

const RUN = /^\d{8}-\d{9}-[0-9a-f]{32}$/;

async function settings(): Promise<string[]> {
  const { KNOWN_KEYS } = await import("../../config/config-schema.js");
  return Object.entries(KNOWN_KEYS).flatMap(([group, keys]) =>
    group === "endpoints" ? [] : keys.map((key) => (group ? `${group}.${key}` : key)),
  );
}

async function settingValues([name = ""]: readonly string[]): Promise<readonly string[]> {
  if (name === "allowPrivateNetwork") return ["true", "false"];
  return (await known(OPTIONS, name)?.values()) ?? [];
}

async function topics({ commands }: Program): Promise<Completions> {
  const pages = (await helpTopics()).map(({ name, title }) => ({ value: name, about: title }));
  const named = Object.entries(commands).map(([value, { description }]) => ({ value, about: description }));
  const others = pages.filter(({ value }) => !Object.hasOwn(commands, value));
  return { list: [...named, ...others], files: false };
}

function known<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function listed(values: readonly string[]): Completions {
  return { list: values.map((value) => ({ value, about: "" })), files: false };
}
