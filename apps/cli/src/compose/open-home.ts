import { createEmbedder, describeModel, type OpenedRegistry, openRegistry } from "@hugginggpt/indexer";
import { runtimeFolder } from "@hugginggpt/local/runtime";
import { withCustomEndpoints } from "@hugginggpt/runtime/endpoints";
import {
  type Embedder,
  type EndpointKind,
  type Registry,
  type Settings,
  systemClock,
} from "@hugginggpt/shared";
import type { HttpClient, HttpOptions } from "@hugginggpt/shared/http";
import { type ConfigFlags, type Configuration, readConfiguration } from "../config/configuration.js";
import { t } from "../lang/words.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { closing, closingIfFailed } from "./closing.js";
import { homeFiles, takeHome } from "./home.js";
import { createHttp } from "./http.js";
import type { OpenedLocal } from "./local.js";

/** The open local state, and what is needed to use it. */
export interface Home extends OpenedRegistry {
  readonly settings: Settings;
  readonly configuration: Configuration;
  readonly files: ReturnType<typeof homeFiles>;
  readonly http: HttpClient;
  /** The registry without the user's own endpoints, which a runtime adds by itself. */
  readonly plainRegistry: Registry;
  readonly embedder: Embedder;
  readonly enabled: readonly EndpointKind[];
  /** Runs models on this machine; null if their runtime is not installed. */
  readonly local: OpenedLocal | null;
}

export interface OpenOptions extends ConfigFlags {
  /** Whether an empty registry stays empty, because a sync will fill it, or because nothing may be changed. */
  readonly bare?: boolean;
  readonly onWait?: HttpOptions["onWait"];
}

/**
 * Opens the local state. An empty registry is filled with the starter set, with a note on standard error.
 * @throws Fault CONFIG_INVALID, USAGE for the embedder, REGISTRY_UNUSABLE, DISK.
 */
export async function openHome(options: OpenOptions, context: CliContext): Promise<Home> {
  const configuration = await readConfiguration(options, context);
  const { settings } = configuration;
  takeHome(configuration, context);
  const files = homeFiles(configuration.home);
  const hub = new URL(settings.hfEndpoint).host;
  const onWait: HttpOptions["onWait"] = (purpose, ms, why) =>
    options.onWait?.(purpose, ms, why && { ...why, host: why.host === hub ? "Hub" : why.host });
  const http = createHttp(settings, context, { onWait, offline: configuration.offline });
  const local = await openMachine(configuration, http, context);
  const embedder = createEmbedder(settings.embedder, {
    http,
    openai: { baseUrl: settings.openaiBaseUrl, apiKey: settings.openaiApiKey },
    hf: { inferenceEndpoint: settings.hfInferenceEndpoint, token: settings.hfToken },
    local: await localVectors(settings.embedder, local, context),
  });
  const opened = await openStored(settings.databaseUrl, files.registry, embedder);
  if (!options.bare) await closingIfFailed(opened, () => fillStarterSet(opened, context));
  const plainRegistry = local ? local.offering(opened.registry) : opened.registry;
  const registry = withCustomEndpoints(plainRegistry, settings.endpoints ?? []);
  const enabled = enabledEndpoints(settings, local !== null);
  return {
    settings,
    configuration,
    files,
    http,
    embedder,
    enabled,
    ...opened,
    registry,
    plainRegistry,
    local,
    close: async () => {
      local?.close();
      await opened.close();
    },
  };
}

/** Opens the local state for some work and closes it afterwards. @throws Fault as `openHome` and the work do. */
export async function withHome<T>(
  options: OpenOptions,
  context: CliContext,
  work: (home: Home) => Promise<T>,
): Promise<T> {
  return closing(await openHome(options, context), work);
}

/** Opens the registry. The client of PostgreSQL is loaded only if a database is configured. */
async function openStored(url: string | null, file: string, embedder: Embedder): Promise<OpenedRegistry> {
  if (url === null) return openRegistry({ file, describe: describeModel, embedder, clock: systemClock });
  const { openPostgresRegistry } = await import("@hugginggpt/indexer/postgres");
  return openPostgresRegistry({ url, describe: describeModel, embedder });
}

/** Returns the embedder on this machine, if it is configured and the runtime of models is installed. */
async function localVectors(embedder: string, local: OpenedLocal | null, { signal }: CliContext) {
  const spec = /^local:(.+)$/s.exec(embedder)?.[1];
  return spec === undefined || local === null ? null : local.vectors(spec, signal);
}

/** Loads the code that runs models only if their runtime is installed: most commands do not need it. */
async function openMachine(
  configuration: Configuration,
  http: HttpClient,
  { env }: CliContext,
): Promise<OpenedLocal | null> {
  if (runtimeFolder(configuration.local.runtime) === null) return null;
  const { composeLocal } = await import("./local.js");
  return composeLocal(configuration, http, env);
}

/** Returns the kinds of endpoint that the configuration allows. */
function enabledEndpoints(settings: Settings, hasLocal: boolean): EndpointKind[] {
  const isEnabled: Readonly<Record<string, boolean>> = {
    custom: (settings.endpoints ?? []).length > 0,
    provider: settings.hfToken !== null,
    local: hasLocal,
  };
  const kinds: readonly EndpointKind[] = ["custom", "provider", "local", "builtin"];
  return kinds.filter((kind) => isEnabled[kind] ?? true);
}

const HUB = "https://huggingface.co";
const ROUTER = "https://router.huggingface.co";

/** Returns the router that is asked for prices; nothing if the Hub is a mirror and no router was named for it. */
export function priceSource({ hfEndpoint, hfInferenceEndpoint }: Settings): { readonly router?: string } {
  return hfEndpoint !== HUB && hfInferenceEndpoint === ROUTER ? {} : { router: hfInferenceEndpoint };
}

async function fillStarterSet(opened: OpenedRegistry, context: CliContext): Promise<void> {
  const filled = await opened.ensureStarterSet();
  if (filled === 0) return;
  noteLine(
    context,
    t`The registry was empty and now holds the starter set: ${filled} models that Hugging Face recommends. ` +
      t`\`indexer sync\` replaces them with the Hub's.`,
  );
}
