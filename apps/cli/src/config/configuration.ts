import { DEFAULT_LIMITS, type ExecutionLimits } from "@hugginggpt/runtime/limits";
import {
  type CustomEndpoint,
  DEFAULT_PROMPTS,
  type Environment,
  Fault,
  type GivenSettings,
  isOn,
  type ModelLimits,
  type Policy,
  type PromptSettings,
  type RunCaps,
  readSettings,
  type Settings,
  secretsOf,
  shownDatabase,
} from "@hugginggpt/shared";
import { findHome } from "../compose/home.js";
import type { CliContext } from "../program/cli-context.js";
import { type FoundConfig, readConfigFile } from "./config-file.js";
import { credentialsFile, hubToken, readCredentials, type StoredSecret } from "./credentials.js";
import type { EndpointEntry } from "./endpoint-schema.js";
import { decideLocal, type LocalFlags, type LocalSettings } from "./local-settings.js";
import { isHarmless } from "./merge-files.js";
import { type ConfigValue, SettingList } from "./setting-list.js";

/** What a command line can set; what is left out comes from the environment, the file or the default. */
export interface ConfigFlags extends LocalFlags {
  readonly home?: string | undefined;
  readonly controller?: string | undefined;
  readonly embedder?: string | undefined;
  readonly backend?: readonly string[] | undefined;
  readonly topK?: number | undefined;
  readonly policy?: Policy | undefined;
  readonly licenses?: readonly string[] | undefined;
  readonly orgs?: readonly string[] | undefined;
  readonly providers?: readonly string[] | undefined;
  readonly maxParams?: number | undefined;
  readonly candidates?: number | undefined;
  readonly retries?: number | undefined;
  readonly maxCost?: number | undefined;
  readonly maxCalls?: number | undefined;
  /** Milliseconds. */
  readonly maxTime?: number | undefined;
  readonly assumeCost?: number | undefined;
  readonly allowPrivateNetwork?: boolean | undefined;
  /** Nothing comes from the network. */
  readonly offline?: boolean | undefined;
}

/** Everything that can be set, decided: flag before environment before file before default. */
export interface Configuration {
  readonly settings: Settings;
  /** The directory of the local state. */
  readonly home: string;
  /** Whether it is a folder in the directory that was given, because that one is somebody's. */
  readonly isInside: boolean;
  /** In order of preference; empty: all that are configured. */
  readonly backends: readonly string[];
  readonly topK: number;
  readonly policy: Policy;
  readonly models: ModelLimits;
  readonly limits: ExecutionLimits;
  /** What each run may use. */
  readonly caps: RunCaps;
  /** What is added to the prompts. */
  readonly prompts: PromptSettings;
  /** Tokens of the controller's context; null: as many as its server takes. */
  readonly contextTokens: number | null;
  /** How models are loaded on this machine. */
  readonly local: LocalSettings;
  /** Whether nothing may come from the network. */
  readonly offline: boolean;
  /** Each value with where it came from. */
  readonly values: readonly ConfigValue[];
}

const OPENAI_URL = "https://api.openai.com/v1";
const S3_KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
const SECRETS = ["HF_TOKEN", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"] as const;

/**
 * Returns the configuration of a command.
 * @throws Fault CONFIG_INVALID for an unusable file (see `readConfigFile`, `readCredentials`) or an invalid address.
 */
export async function readConfiguration(flags: ConfigFlags, context: CliContext): Promise<Configuration> {
  const found = await readConfigFile(context);
  const list = new SettingList(found.written, context.env);
  const endpoints = decideEndpoints(list);
  const given = decideSettings(flags, list);
  const choice = decideChoice(flags, list);
  const { path: home, isInside } = findHome(given.home);
  const stored = await storedSecrets(home, given.openaiBaseUrl, list.env);
  const secrets = valuesOf(stored);
  guardKeys(found, { ...secrets, ...list.env });
  const settings = readSettings({ ...secrets, ...list.env }, { ...given, endpoints });
  for (const secret of secretsOf(settings)) context.keepSecret?.(secret);
  const local = decideLocal(flags, home, list);
  const offline = isOn(list.text("offline", "HUGGINGGPT_OFFLINE", "off", onOrOff(flags.offline)));
  list.text("language", "HUGGINGGPT_LANG", "by the locale", context.language);
  guardUnchosen(found, list);
  list.note("home", home);
  if (settings.databaseUrl !== null) list.note("database.url", shownDatabase(settings.databaseUrl));
  for (const name of SECRETS) list.secret(name, stored[name]);
  if (settings.artifacts?.startsWith("s3://")) for (const name of S3_KEYS) list.secret(name);
  const all = { settings, home, isInside, ...choice, local, offline, values: list.values };
  return offline ? { ...all, ...offlineOnly({ settings, ...choice }, flags.controller) } : all;
}

type StoredSecrets = Partial<Record<(typeof SECRETS)[number], StoredSecret>>;

/** What `hugginggpt login` and the Hub's own tools keep; a key only for the server that it was given for. */
async function storedSecrets(
  home: string,
  baseUrl: string | undefined = OPENAI_URL,
  env: Environment,
): Promise<StoredSecrets> {
  const { hfToken, openai } = await readCredentials(home);
  const source = credentialsFile(home);
  const token = hfToken === undefined ? await hubToken(env) : { value: hfToken, source };
  const key = openai?.baseUrl === baseUrl.replace(/\/+$/, "") ? { value: openai.key, source } : null;
  return { ...(token ? { HF_TOKEN: token } : {}), ...(key ? { OPENAI_API_KEY: key } : {}) };
}

function valuesOf(stored: StoredSecrets): Record<string, string> {
  const values = Object.entries(stored).flatMap(([name, { value }]) =>
    value === null ? [] : [[name, value]],
  );
  return Object.fromEntries(values);
}

/** What asks nobody: the rules plan, and what is on this machine does the work. */
function offlineOnly<T extends Pick<Configuration, "settings" | "backends">>(all: T, controller?: string): T {
  const { settings, backends } = all;
  const here = backends.filter((name) => OFFLINE_BACKENDS.includes(name));
  const asked = backends.find((name) => !OFFLINE_BACKENDS.includes(name));
  if (asked !== undefined && here.length === 0) {
    throw new Fault("USAGE", `The backend "${asked}" needs the network, and --offline allows none`, {
      wanted: OFFLINE_BACKENDS.join(", "),
      next: "Leave out one of them.",
    });
  }
  if (controller !== undefined && controller !== "offline")
    throw new Fault("USAGE", `The controller "${controller}" needs the network, and --offline allows none`, {
      next: "Leave out one of them.",
    });
  return {
    ...all,
    backends: here,
    settings: { ...settings, controller: "offline", hfToken: null, endpoints: [] },
  };
}

const OFFLINE_BACKENDS: readonly string[] = ["local", "builtin"];

/**
 * Refuses to send a key from the environment to an address that a stranger's file may have set.
 * @throws Fault CONFIG_INVALID with what to do.
 */
function guardKeys({ unchosen }: FoundConfig, env: Environment): void {
  if (!unchosen) return;
  const { path, values } = unchosen;
  const { openai: { baseUrl, azure } = {}, endpoints = [] } = values;
  const risks = [
    { address: baseUrl, variable: "OPENAI_BASE_URL", key: "OPENAI_API_KEY" },
    { address: azure?.endpoint, variable: "AZURE_OPENAI_ENDPOINT", key: "AZURE_OPENAI_API_KEY" },
    ...endpoints.map(({ url, keyEnv = "" }) => ({ address: url, variable: null, key: keyEnv })),
  ];
  const risk = risks.find(
    ({ address, variable, key }) => address && env[key] && (variable === null || !env[variable]),
  );
  if (!risk) return;
  throw new Fault("CONFIG_INVALID", `${path} would send ${risk.key} to ${risk.address}`, {
    wanted: "an address that you chose",
    came: "one from a file in the current directory",
    next: `If the file is yours, name it with --config${risk.variable ? `, or set ${risk.variable}` : ""}.`,
  });
}

/**
 * Refuses settings of a stranger's file that are not known to be harmless: which server is asked, what is sent to it,
 * where the local state is.
 * @throws Fault CONFIG_INVALID with what to do.
 */
function guardUnchosen({ unchosen }: FoundConfig, list: SettingList): void {
  if (!unchosen) return;
  const { path } = unchosen;
  const risk = list.values.find(
    ({ name, source, value }) => source === path && !isHarmless(name) && value !== "" && value !== "off",
  );
  if (!risk) return;
  const what = risk.name.startsWith("prompts.") ? "add words of its own to the prompts" : `set ${risk.name}`;
  throw new Fault("CONFIG_INVALID", `${path} would ${what}`, {
    wanted: "a setting that you chose",
    came: "one from a file in the current directory",
    next: "If the file is yours, name it with --config.",
  });
}

function onOrOff(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? "on" : "off";
}

/** Models at addresses of the user's own: they stand in the file only. */
function decideEndpoints(list: SettingList): CustomEndpoint[] {
  const found = (list.written("endpoints") ?? []).flatMap((entry) => customEndpoints(entry, list.env));
  list.show(
    "endpoints",
    found.map(({ task, model, url }) => `${task}: ${model} at ${url}`),
  );
  return found;
}

/** What of `Settings` is decided here; the environment's values are among it. */
function decideSettings(flags: ConfigFlags, list: SettingList): GivenSettings {
  const network = onOrOff(flags.allowPrivateNetwork);
  return {
    allowPrivateNetwork: isOn(
      list.text("allowPrivateNetwork", "HUGGINGGPT_ALLOW_PRIVATE_NETWORK", "off", network),
    ),
    controller: list.text("controller", "HUGGINGGPT_CONTROLLER", "by what is configured", flags.controller),
    embedder: list.text("embedder", "HUGGINGGPT_EMBEDDER", "hashed", flags.embedder),
    home: list.text("home", "HUGGINGGPT_HOME", "found", flags.home),
    databaseUrl: list.text("database.url", "HUGGINGGPT_DATABASE_URL", null),
    artifacts: list.text("artifacts", "HUGGINGGPT_ARTIFACTS", null),
    openaiBaseUrl: list.text("openai.baseUrl", "OPENAI_BASE_URL", OPENAI_URL),
    azureEndpoint: list.text("openai.azure.endpoint", "AZURE_OPENAI_ENDPOINT", null),
    azureApiVersion: list.text("openai.azure.apiVersion", "OPENAI_API_VERSION", null),
    ollamaUrl: list.text("ollama", "OLLAMA_HOST", "http://localhost:11434"),
    hfEndpoint: list.text("hub", "HF_ENDPOINT", "https://huggingface.co"),
    hfInferenceEndpoint: list.text("inference", "HF_INFERENCE_ENDPOINT", "https://router.huggingface.co"),
  };
}

type Choice = Pick<
  Configuration,
  "backends" | "topK" | "policy" | "models" | "limits" | "caps" | "prompts" | "contextTokens"
>;

function decideChoice(flags: ConfigFlags, list: SettingList): Choice {
  const { parallel, candidates, retries, runMs } = DEFAULT_LIMITS;
  return {
    backends: list.decide("backends", [], flags.backend),
    topK: list.decide("topK", 5, flags.topK),
    policy: list.decide("policy", "best", flags.policy),
    models: {
      licenses: list.decide("licenses", [], flags.licenses),
      orgs: list.decide("orgs", [], flags.orgs),
      providers: list.decide("providers", [], flags.providers),
      maxParams: list.decide("maxParams", null, flags.maxParams),
    },
    limits: {
      ...DEFAULT_LIMITS,
      parallel: list.decide("limits.parallel", parallel),
      candidates: list.decide("limits.candidates", candidates, flags.candidates),
      retries: list.decide("limits.retries", retries, flags.retries),
      runMs: list.decide("limits.runSeconds", runMs / 1000) * 1000,
    },
    caps: decideCaps(flags, list),
    prompts: decidePrompts(list),
    contextTokens: list.decide("limits.contextTokens", null),
  };
}

function decidePrompts(list: SettingList): PromptSettings {
  const { plan, choice, answer, demos, descriptionCharacters } = DEFAULT_PROMPTS;
  const written = list.written("prompts.demos");
  list.show("prompts.demos", written?.map(({ request }) => request) ?? null);
  return {
    plan: list.decide("prompts.plan", plan),
    choice: list.decide("prompts.choice", choice),
    answer: list.decide("prompts.answer", answer),
    demos: written ?? demos,
    descriptionCharacters: list.decide("prompts.descriptionCharacters", descriptionCharacters),
  };
}

function decideCaps({ maxCost, maxCalls, maxTime, assumeCost }: ConfigFlags, list: SettingList): RunCaps {
  const flag = maxTime === undefined ? undefined : maxTime / 1000;
  const seconds = list.decide("limits.maxSeconds", null, flag);
  return {
    maxCost: list.decide("limits.maxCost", null, maxCost),
    maxCalls: list.decide("limits.maxCalls", null, maxCalls),
    maxMs: seconds && seconds * 1000,
    assumeCost: list.decide("limits.assumeCost", null, assumeCost),
  };
}

/** Returns an entry of the file as endpoints, one for each of its tasks, with the key that the environment holds. */
function customEndpoints(entry: EndpointEntry, env: Environment): CustomEndpoint[] {
  const { url, wire, model, keyEnv, price = null, files = null } = entry;
  const value = keyEnv === undefined ? undefined : env[keyEnv]?.trim();
  const key = keyEnv !== undefined && value ? { name: keyEnv, value } : null;
  return entry.task.map((one) => ({ url, task: one, wire, model, key, price, files }));
}
