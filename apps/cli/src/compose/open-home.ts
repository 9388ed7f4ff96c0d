import { createEmbedder, describeModel, type OpenedRegistry, openRegistry } from "@hugginggpt/indexer";
import {
  type Embedder,
  type EndpointKind,
  type Registry,
  type RegistryStore,
  readSettings,
  type Settings,
  systemClock,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { enabledEndpoints } from "./enabled.js";
import { findHome, homeFiles } from "./home.js";
import { createHttp } from "./http.js";

export interface HomeOptions {
  readonly home?: string | undefined;
  readonly embedder?: string | undefined;
}

/** The local state, open, with what is needed to use it. */
export interface Home {
  readonly settings: Settings;
  readonly files: ReturnType<typeof homeFiles>;
  readonly http: HttpClient;
  readonly registry: Registry;
  readonly store: RegistryStore;
  readonly embedder: Embedder;
  readonly enabled: readonly EndpointKind[];
  readonly publishIndex: OpenedRegistry["publishIndex"];
  /** Takes the writer lock and returns what gives it back. */
  readonly lock: () => () => void;
  readonly close: () => void;
}

export interface OpenExtras {
  /** Leave an empty registry empty: a sync is about to fill it. */
  readonly bare?: boolean;
  readonly onWait?: (purpose: string, ms: number) => void;
}

/**
 * Opens the registry of the local state; an empty one is filled with the starter set, which is said on standard error.
 * @throws Fault CONFIG_INVALID, USAGE for the embedder, REGISTRY_UNUSABLE, DISK.
 */
export async function openHome(
  options: HomeOptions,
  context: CliContext,
  extras: OpenExtras = {},
): Promise<Home> {
  const settings = readSettings(context.env);
  const files = homeFiles(findHome(options.home, settings.home));
  const http = createHttp(settings, context, extras.onWait);
  const embedder = createEmbedder(options.embedder ?? settings.embedder, {
    http,
    openai: { baseUrl: settings.openaiBaseUrl, apiKey: settings.openaiApiKey },
    hf: { inferenceEndpoint: settings.hfInferenceEndpoint, token: settings.hfToken },
  });
  const opened = await openRegistry({
    file: files.registry,
    describe: describeModel,
    embedder,
    clock: systemClock,
  });
  try {
    if (!extras.bare) await fillStarterSet(opened, context);
  } catch (error) {
    opened.close();
    throw error;
  }
  return { settings, files, http, embedder, enabled: enabledEndpoints(settings), ...opened };
}

async function fillStarterSet(opened: OpenedRegistry, context: CliContext): Promise<void> {
  const filled = await opened.ensureStarterSet();
  if (filled === 0) return;
  noteLine(
    context,
    `The registry was empty: it now holds the starter set, ${filled} models that Hugging Face recommends. ` +
      "`indexer sync` fetches the Hub's, whose records then take its place.",
  );
}
