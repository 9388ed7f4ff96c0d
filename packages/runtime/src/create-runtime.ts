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

/** What a runtime is made of; only the registry and the place for files must be given. */
export interface RuntimeOptions {
  /** Where the candidates come from. Whoever opened it closes it, after the last run. */
  readonly registry: Registry;
  /** Directory in which each run gets one of its own for the files that it makes. */
  readonly outputs: string;
  /** By default nothing is configured: everything is offline. `readSettings(process.env)` takes the environment's. */
  readonly settings?: Settings;
  /** The language model: one of your own, or as `--controller` names it. By default what the settings configure. */
  readonly controller?: Controller | string;
  /** Tokens of its context; null, and by default: as many as its server takes. */
  readonly contextTokens?: number | null;
  /** Names as of `--backend`, in the order in which they are to be tried; by default all that are configured. */
  readonly backends?: readonly string[];
  /** What runs models on this machine (`@hugginggpt/local`); by default nothing does. */
  readonly local?: Backend | null;
  /** Candidates a task; 5 by default. */
  readonly topK?: number;
  /** `best` by default. */
  readonly policy?: Policy;
  /** None by default. */
  readonly models?: ModelLimits;
  /** `DEFAULT_LIMITS` where nothing else is said. */
  readonly limits?: Partial<ExecutionLimits>;
  /** How models did in earlier runs; without it nothing is learnt. Whoever opened it closes it. */
  readonly records?: TrackRecords | undefined;
  /** Which providers are left alone; by default what this runtime learns. One that others share is made elsewhere. */
  readonly cooldown?: ProviderCooldown | undefined;
  /** What each run may use; by default what it takes. */
  readonly caps?: Partial<RunCaps>;
  /** What is added to the prompts; by default nothing. */
  readonly prompts?: Partial<PromptSettings>;
  /** What a question to the language model costs; by default what the registry knows of it. */
  readonly controllerPrice?: EndpointPrice;
  /** Where runs are kept, each as it happens (see `openRunStorage`); by default nowhere. */
  readonly storage?: RunStorage;
  /** What users can set so that more tasks can run; by default said of the settings. */
  readonly advice?: string;
  /** Said at the beginning of each run. */
  readonly warnings?: readonly string[];
  /** Versions of what is around the runtime, for the record. */
  readonly versions?: Readonly<Record<string, string>>;
  /** By default one without a proxy. */
  readonly http?: HttpClient;
  readonly clock?: Clock;
}

/** Begins and resumes runs. */
export interface Runtime extends Sessions {
  /** The language model's name, `offline` if there is none. */
  readonly controller: string;
  /** What a user can set so that more tasks can run; empty if everything is set. */
  readonly advice: string;
  /** Returns the tasks that can run here. @throws Fault REGISTRY_UNUSABLE. */
  runnable(): Promise<readonly TaskId[]>;
  /** The kinds of endpoint that it can use, in the order in which they are tried. */
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

/** What all runs share. */
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
