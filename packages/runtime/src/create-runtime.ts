import {
  type Backend,
  type Clock,
  type Controller,
  DEFAULT_PROMPTS,
  type EndpointKind,
  type EndpointPrice,
  type ModelLimits,
  NO_CAPS,
  NO_LIMITS,
  type Policy,
  type PromptSettings,
  type Registry,
  type RunCaps,
  readSettings,
  type Settings,
  systemClock,
  type TaskId,
  type TrackRecords,
} from "@hugginggpt/shared";
import { createHttpClient, type HttpClient } from "@hugginggpt/shared/http";
import { createBackends } from "./backends/create-backends.js";
import { withCustomEndpoints } from "./backends/custom/with-custom-endpoints.js";
import { createController } from "./controllers/create-controller.js";
import { DEFAULT_LIMITS, type ExecutionLimits } from "./executor/limits.js";
import { ProviderCooldown } from "./executor/provider-cooldown.js";
import type { RunInput } from "./run/run-input.js";
import { runnableTasks } from "./run/runnable-tasks.js";
import type { RunStorage } from "./sessions/run-storage.js";
import { createSessions, type SessionSetup, type Sessions, type WantedRun } from "./sessions/sessions.js";
import { newRunId } from "./sessions/stored-run.js";

/** The parts and options of a runtime; only the registry and the place for files are required. */
export interface RuntimeOptions {
  /** The source of candidates. The caller who opened it closes it after the last run. */
  readonly registry: Registry;
  /** The directory in which each run gets a directory for its files. */
  readonly outputs: string;
  /** By default nothing is configured, and everything is offline. `readSettings(process.env)` reads the environment. */
  readonly settings?: Settings;
  /** The language model: an object, or a name as for `--controller`. By default the one that the settings name. */
  readonly controller?: Controller | string;
  /** The size of its context in tokens; null, the default: whatever its server takes. */
  readonly contextTokens?: number | null;
  /** Names as for `--backend`, in the order in which they are tried; by default all that are configured. */
  readonly backends?: readonly string[];
  /** Runs models on this machine (`@hugginggpt/local`); by default nothing does. */
  readonly local?: Backend | null;
  /** The number of candidates for a task; 5 by default. */
  readonly topK?: number;
  /** `best` by default. */
  readonly policy?: Policy;
  /** Limits that every model must satisfy; none by default. */
  readonly models?: ModelLimits;
  /** Limits of the execution; `DEFAULT_LIMITS` for those left out. */
  readonly limits?: Partial<ExecutionLimits>;
  /** The results of models in earlier runs; by default none are stored. The caller who opened it closes it. */
  readonly records?: TrackRecords | undefined;
  /** The providers that must not be called for a while; by default as this runtime learns. */
  readonly cooldown?: ProviderCooldown | undefined;
  /** The most that each run may use; no caps by default. */
  readonly caps?: Partial<RunCaps>;
  /** Additions to the prompts; none by default. */
  readonly prompts?: Partial<PromptSettings>;
  /** The price of a call to the language model; by default the one that the registry knows. */
  readonly controllerPrice?: EndpointPrice;
  /** Where runs are recorded while they happen (see `openRunStorage`); by default nowhere. */
  readonly storage?: RunStorage;
  /** Settings with which more tasks could run, for messages; by default derived from `settings`. */
  readonly advice?: string;
  /** Warnings at the beginning of each run. */
  readonly warnings?: readonly string[];
  /** Versions of the surrounding program, for the record. */
  readonly versions?: Readonly<Record<string, string>>;
  /** By default one without a proxy. */
  readonly http?: HttpClient;
  readonly clock?: Clock;
}

/** Starts, resumes and watches runs. */
export interface Runtime extends Sessions {
  /** The name of the language model, or `offline`. */
  readonly controller: string;
  /** Settings with which more tasks could run; empty if there are none. */
  readonly advice: string;
  /** Returns the tasks that can run here. @throws Fault REGISTRY_UNUSABLE. */
  runnable(): Promise<readonly TaskId[]>;
  /** The kinds of endpoint that it uses, in the order in which they are tried. */
  readonly backends: readonly EndpointKind[];
}

/**
 * Returns a runtime composed from its options. Does not read the program's environment.
 * @throws Fault CONFIG_INVALID, CREDENTIALS_MISSING or USAGE for an unavailable controller or backend.
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { storage, outputs, clock = systemClock } = options;
  const deps = await depsOf(options, clock);
  return {
    controller: deps.controller?.name ?? "offline",
    advice: deps.advice,
    runnable: () => runnableTasks(deps),
    backends: deps.backends.map(({ kind }) => kind),
    ...createSessions({ deps, inputOf: (given) => inputOf(given, options, clock), storage, outputs, clock }),
  };
}

/** Returns the dependencies that all runs share. */
async function depsOf(options: RuntimeOptions, clock: Clock): Promise<SessionSetup["deps"]> {
  const { settings = readSettings({}), records, warnings, versions } = options;
  const registry = withCustomEndpoints(options.registry, settings.endpoints ?? []);
  const http = options.http ?? createHttpClient(settings, "hugginggpt");
  const controller = await controllerOf(options, settings, http);
  return {
    registry,
    controller,
    controllerPrice: options.controllerPrice,
    backends: createBackends(options.backends ?? [], {
      settings,
      http,
      clock,
      controller,
      local: options.local ?? null,
    }),
    cooldown: options.cooldown ?? new ProviderCooldown({ clock, random: Math.random }),
    clock,
    advice: options.advice ?? (settings.hfToken ? "" : "Set HF_TOKEN in the settings."),
    records,
    warnings,
    versions,
  };
}

async function controllerOf(
  { controller, contextTokens = null }: RuntimeOptions,
  settings: Settings,
  http: HttpClient,
): Promise<Controller | null> {
  if (controller !== undefined && typeof controller !== "string") return controller;
  return createController(controller ?? null, { settings, http, contextTokens });
}

function inputOf(given: WantedRun, options: RuntimeOptions, clock: Clock): RunInput {
  return {
    run: newRunId(clock.now()),
    files: [],
    until: "all",
    topK: options.topK ?? 5,
    policy: options.policy ?? "best",
    models: options.models ?? NO_LIMITS,
    prompts: { ...DEFAULT_PROMPTS, ...options.prompts },
    ...given,
    limits: { ...DEFAULT_LIMITS, ...options.limits, ...given.limits },
    caps: { ...NO_CAPS, ...options.caps, ...given.caps },
  };
}
