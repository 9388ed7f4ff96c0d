import { Fault } from "../errors/fault.js";
import type { CustomEndpoint } from "../nouns/custom-endpoint.js";
import { requireArtifactsPlace } from "./artifacts-place.js";
import { databaseSecrets, requireDatabaseUrl } from "./database-url.js";

/** Everything that is read from the environment, once. Empty variables count as absent. */
export interface Settings {
  readonly hfToken: string | null;
  /** The Hub. */
  readonly hfEndpoint: string;
  /** The inference router. */
  readonly hfInferenceEndpoint: string;
  readonly openaiApiKey: string | null;
  readonly openaiBaseUrl: string;
  /** Resource of Azure OpenAI, without `/openai`; null if none is configured. */
  readonly azureEndpoint: string | null;
  readonly azureApiKey: string | null;
  /** Azure OpenAI's `api-version`. */
  readonly azureApiVersion: string;
  /** Ollama's server, without `/v1`. */
  readonly ollamaUrl: string;
  /** See `createController`; null: by what is configured. */
  readonly controller: string | null;
  /** `hashed`, `openai:<model>`, `hf:<model>` or `local:<model>`. */
  readonly embedder: string;
  /** Whether addresses that come with requests, plans, cards and results may lie in a private network. */
  readonly allowPrivateNetwork: boolean;
  /** Models at addresses of the user's own; absent: none. */
  readonly endpoints?: readonly CustomEndpoint[];
  /** How an S3-compatible store is reached, by the names that all of its tools read. */
  readonly s3?: S3Settings;
  /** Where the local state is; null: found by the command. */
  readonly home: string | null;
  /** The PostgreSQL database that holds registry and runs; null: they lie in the home. */
  readonly databaseUrl: string | null;
  /** Where files of runs are kept: a folder, or `s3://bucket/prefix`; null: in the home. */
  readonly artifacts: string | null;
}

/** How an S3-compatible store is reached; null: not said. */
export interface S3Settings {
  readonly accessKeyId: string | null;
  readonly secretAccessKey: string | null;
  readonly sessionToken: string | null;
  readonly region: string | null;
  /** Base address of a store that is not Amazon's. */
  readonly endpoint: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The newest version of Azure's stable chat-completions interface that its documentation names. */
const AZURE_API_VERSION = "2024-10-21";
const OLLAMA_PORT = "11434";

/** Settings that were decided elsewhere than in the environment, as they were written; undefined: the environment's. */
export type GivenSettings = {
  readonly [Name in keyof Settings]?: Settings[Name] | undefined;
};

/**
 * Returns the settings that an environment gives, others before them, defaults filled in, base addresses without a
 * trailing slash.
 * @throws Fault CONFIG_INVALID when an address is no http(s) URL, or names no database.
 */
export function readSettings(env: Environment, given: GivenSettings = {}): Settings {
  const value = (name: string): string | null => env[name]?.trim() || null;
  const address = (name: string, setting: string | undefined, otherwise: string): string =>
    baseUrl(name, setting ?? value(name) ?? otherwise);
  const { endpoints } = given;
  const databaseUrl = given.databaseUrl ?? value("HUGGINGGPT_DATABASE_URL");
  const artifacts = given.artifacts ?? value("HUGGINGGPT_ARTIFACTS");
  return {
    hfToken: value("HF_TOKEN"),
    hfEndpoint: address("HF_ENDPOINT", given.hfEndpoint, "https://huggingface.co"),
    hfInferenceEndpoint: address(
      "HF_INFERENCE_ENDPOINT",
      given.hfInferenceEndpoint,
      "https://router.huggingface.co",
    ),
    openaiApiKey: value("OPENAI_API_KEY"),
    openaiBaseUrl: address("OPENAI_BASE_URL", given.openaiBaseUrl, "https://api.openai.com/v1"),
    azureEndpoint: azureEndpoint(given.azureEndpoint ?? value("AZURE_OPENAI_ENDPOINT")),
    azureApiKey: value("AZURE_OPENAI_API_KEY"),
    azureApiVersion: given.azureApiVersion ?? value("OPENAI_API_VERSION") ?? AZURE_API_VERSION,
    ollamaUrl: ollamaUrl(given.ollamaUrl ?? value("OLLAMA_HOST")),
    controller: given.controller ?? value("HUGGINGGPT_CONTROLLER"),
    embedder: given.embedder ?? value("HUGGINGGPT_EMBEDDER") ?? "hashed",
    allowPrivateNetwork: given.allowPrivateNetwork ?? isOn(value("HUGGINGGPT_ALLOW_PRIVATE_NETWORK")),
    s3: {
      accessKeyId: value("AWS_ACCESS_KEY_ID"),
      secretAccessKey: value("AWS_SECRET_ACCESS_KEY"),
      sessionToken: value("AWS_SESSION_TOKEN"),
      region: value("AWS_REGION") ?? value("AWS_DEFAULT_REGION"),
      endpoint: s3Endpoint(value("AWS_ENDPOINT_URL_S3") ?? value("AWS_ENDPOINT_URL")),
    },
    home: given.home ?? value("HUGGINGGPT_HOME"),
    databaseUrl: databaseUrl && requireDatabaseUrl(databaseUrl),
    artifacts: artifacts && requireArtifactsPlace(artifacts),
    ...(endpoints ? { endpoints } : {}),
  };
}

/** Returns true if OPENAI_BASE_URL is the address of a server other than OpenAI's. */
export function hasOwnOpenAiServer({ openaiBaseUrl }: Pick<Settings, "openaiBaseUrl">): boolean {
  return new URL(openaiBaseUrl).host !== "api.openai.com";
}

/** Returns the kind of controller that is used if none is named: OpenAI's protocol, the Hugging Face router; null: none. */
export function configuredController(settings: Settings): "openai" | "hf" | null {
  if (settings.openaiApiKey || hasOwnOpenAiServer(settings)) return "openai";
  return settings.hfToken ? "hf" : null;
}

/** Returns the secrets among the settings, for redaction. */
export function secretsOf(settings: Settings): string[] {
  const keys = (settings.endpoints ?? []).map(({ key }) => key?.value ?? null);
  const { hfToken, openaiApiKey, azureApiKey, s3 } = settings;
  const database = settings.databaseUrl === null ? [] : databaseSecrets(settings.databaseUrl);
  const store = [s3?.secretAccessKey, s3?.sessionToken];
  const all = [hfToken, openaiApiKey, azureApiKey, ...store, ...keys, ...database];
  return [...new Set(all.filter((secret) => typeof secret === "string"))];
}

/** Returns true for the value of a switch that is on; whatever is not clearly on is off. */
export function isOn(value: string | null | undefined): boolean {
  return ["1", "true", "yes", "on"].includes(value?.toLowerCase() ?? "");
}

function s3Endpoint(value: string | null): string | null {
  return value && baseUrl("AWS_ENDPOINT_URL_S3", value);
}

/** Azure's portal shows the address with `/openai` and with a slash at the end; both are taken off. */
function azureEndpoint(value: string | null): string | null {
  return value && baseUrl("AZURE_OPENAI_ENDPOINT", value).replace(/\/openai(?:\/v1)?$/, "");
}

/**
 * Ollama's own variable: a host, a host and port, a port, or an address. A server that listens on every interface is
 * asked on this machine.
 */
function ollamaUrl(value: string | null): string {
  const given = value ?? "localhost";
  const address = given.includes("://")
    ? given
    : `http://${given.startsWith(":") ? `localhost${given}` : given}`;
  const url = new URL(baseUrl("OLLAMA_HOST", address));
  if (!url.port && url.protocol === "http:") url.port = OLLAMA_PORT;
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  return url.href.replace(/\/+$/, "");
}

function baseUrl(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Fault("CONFIG_INVALID", `${name} is not an http(s) address`, {
      wanted: "an address such as https://huggingface.co",
      came: value,
      next: `Correct ${name} or unset it.`,
    });
  }
  return value.replace(/\/+$/, "");
}
