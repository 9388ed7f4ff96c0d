import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  createRuntime,
  openObjectStore,
  openRunStorage,
  type RunStorage,
  type Runtime,
} from "@hugginggpt/runtime";
import { type Settings, secretsOf } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { type ConfigFlags, type Configuration, readConfiguration } from "../config/configuration.js";
import { say, t } from "../lang/words.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { version } from "../program/version.js";
import { closing, closingIfFailed } from "./closing.js";
import type { RunDatabase, Troubles } from "./database/run-database.js";
import { EndpointRenewal } from "./endpoint-renewal.js";
import { takeHome } from "./home.js";
import { createHttp } from "./http.js";
import { type Home, openHome } from "./open-home.js";
import { openTrackRecords } from "./track-records.js";
import { unknownValues } from "./unknown-values.js";

/** A runtime, and where it stores runs. */
export interface OpenedRuntime {
  readonly runtime: Runtime;
  /** The local state that it uses. */
  readonly home: Home;
  /** Returns the same runtime whose controller has another key; it is closed with this one. */
  readonly withKey: (openaiApiKey: string) => Promise<Runtime>;
  /** Null if runs are not stored. */
  readonly storage: RunStorage | null;
  /** What processes share; null if no database is configured, or runs are not stored. */
  readonly shared: RunDatabase | null;
  readonly close: () => Promise<void>;
}

/**
 * Opens the local state and returns a runtime as configured. `persist`: whether runs and the results of models are
 * stored.
 * @throws Fault for missing credentials, an unusable configuration or registry.
 */
export async function openRuntime(
  options: ConfigFlags & { readonly persist: boolean },
  context: CliContext,
): Promise<OpenedRuntime> {
  return closingIfFailed(await openHome(options, context), async (home) => {
    const renewal = new EndpointRenewal(home);
    const { settings, http, configuration } = home;
    const { contextTokens, backends, topK, policy, models, limits, caps, prompts } = configuration;
    const warnings: string[] = [];
    const warn = (message: string): void => void warnings.push(message);
    const onFull = (message: string): void => noteLine(context, message);
    const shared = options.persist ? await sharedRuns(settings, { onTrouble: warn, onFull }) : null;
    const storage = options.persist ? await storageOf(configuration, { http, shared }, context) : null;
    const ownRecords = options.persist && !shared ? openTrackRecords(home.files, warn) : null;
    const records = shared?.records ?? ownRecords;
    const made = {
      registry: shared ? shared.patient(renewal.registry()) : renewal.registry(),
      local: home.local?.backend ?? null,
      outputs: resolve(context.cwd, "outputs"),
      ...{ settings, http, contextTokens, backends, topK, policy, models, limits, caps, prompts, warnings },
      advice: adviceOf(configuration, home.local !== null),
      versions: { hugginggpt: version() },
      ...(storage ? { storage } : {}),
      ...(records ? { records: renewal.records(records) } : {}),
      ...(shared ? { cooldown: shared.cooldown } : {}),
    };
    const runtime = await createRuntime(made);
    const withKey = (openaiApiKey: string) =>
      createRuntime({ ...made, settings: { ...settings, openaiApiKey } });
    const { licenses, orgs, providers } = models;
    warnings.push(...(await unknownValues({ licenses, orgs, providers }, home.registry, context.signal)));
    if (runtime.backends.includes("provider")) warnings.push(...(await renewal.begin(context.signal)));
    const close = async (): Promise<void> => {
      const trouble = await renewal.close();
      if (trouble !== null) noteLine(context, t`note: ${say(trouble)}`);
      ownRecords?.close();
      await shared?.close();
      await home.close();
    };
    return { runtime, home, withKey, storage, shared, close };
  });
}

/** Opens a runtime for some work and closes it afterwards. @throws Fault as `openRuntime` and the work do. */
export async function withRuntime<T>(
  options: ConfigFlags & { readonly persist: boolean },
  context: CliContext,
  work: (opened: OpenedRuntime) => Promise<T>,
): Promise<T> {
  return closing(await openRuntime(options, context), work);
}

/** Opens the stored runs, without the parts that only a new run needs. @throws Fault CONFIG_INVALID. */
export async function openRuns(flags: ConfigFlags, context: CliContext): Promise<RunStorage> {
  const configuration = await readConfiguration(flags, context);
  const { home, settings, offline } = configuration;
  if (existsSync(home)) takeHome(configuration, context);
  const http = createHttp(settings, context, { offline });
  const shared = await sharedRuns(settings, { onTrouble: () => undefined, onFull: () => undefined });
  return storageOf(configuration, { http, shared }, context);
}

async function storageOf(
  { home, settings }: Configuration,
  { http, shared }: { readonly http: HttpClient; readonly shared: RunDatabase | null },
  { cwd }: CliContext,
): Promise<RunStorage> {
  const { s3 } = settings;
  const address = artifactsAddress(settings, { cwd });
  const artifacts = address && s3 ? await openObjectStore(address, { http, s3 }) : null;
  return (shared?.openStorage ?? openRunStorage)(home, { secrets: secretsOf(settings), artifacts });
}

/** Opens the database if one is configured; only then is its client loaded. @throws Fault if it cannot be used. */
async function sharedRuns(settings: Settings, troubles: Troubles): Promise<RunDatabase | null> {
  if (settings.databaseUrl === null) return null;
  const { openRunDatabase } = await import("./database/run-database.js");
  return openRunDatabase(settings.databaseUrl, troubles);
}

/** Returns the place of files for all machines: an absolute path or `s3://bucket/prefix`; null: none. */
export function artifactsAddress({ artifacts }: Settings, { cwd }: Pick<CliContext, "cwd">): string | null {
  return artifacts === null || artifacts.startsWith("s3://") ? artifacts : resolve(cwd, artifacts);
}

/** Returns what a user can set up so that more tasks can run here. */
function adviceOf({ settings, backends, offline }: Configuration, hasLocal: boolean): string {
  const here = hasLocal
    ? "`indexer sync` finds models that can be loaded on this machine."
    : "Or load models on this machine: `hugginggpt local install`.";
  if (offline) return `Leave out --offline (or HUGGINGGPT_OFFLINE) to use models elsewhere. ${here}`;
  if (!settings.hfToken)
    return `Set HF_TOKEN, or run \`hugginggpt login\`, to use the models of the Hugging Face inference providers; a token comes from https://huggingface.co/settings/tokens. ${here}`;
  if (backends.length > 0 && !backends.includes("providers"))
    return "Allow inference providers with --backend providers.";
  return "Run `indexer sync` to learn which models are served now, or use another controller that can do it.";
}
