import { join } from "node:path";
import {
  type Clock,
  type Controller,
  DEFAULT_PROMPTS,
  type EndpointPrice,
  type ModelLimits,
  NO_CAPS,
  NO_LIMITS,
  type Policy,
  type PromptSettings,
  type Registry,
  type RunCaps,
  type RunStore,
  readSettings,
  type Settings,
  systemClock,
  type TrackRecords,
} from "@hugginggpt/shared";
import { createHttpClient, type HttpClient } from "@hugginggpt/shared/http";
import { DirectoryArtifactStore } from "./artifacts/directory-artifact-store.js";
import { createBackends } from "./backends/create-backends.js";
import { withCustomEndpoints } from "./backends/custom/with-custom-endpoints.js";
import { controllerFetch } from "./controllers/controller-fetch.js";
import { createController } from "./controllers/create-controller.js";
import { DEFAULT_LIMITS, type ExecutionLimits } from "./executor/limits.js";
import { ProviderCooldown } from "./executor/provider-cooldown.js";
import { newRunId } from "./run/run-id.js";
import { type LiveRun, type RunInput, type RunSetup, runRequest } from "./run-request.js";

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
  /** Names as of `--backend`, in the order in which they are to be tried; by default all that are configured. */
  readonly backends?: readonly string[];
  /** Candidates a task; 5 by default. */
  readonly topK?: number;
  /** `best` by default. */
  readonly policy?: Policy;
  /** None by default. */
  readonly models?: ModelLimits;
  /** `DEFAULT_LIMITS` where nothing else is said. */
  readonly limits?: Partial<ExecutionLimits>;
  /** How models did in earlier runs; without it nothing is learnt. Whoever opened it closes it. */
  readonly records?: TrackRecords;
  /** What each run may use; by default what it takes. */
  readonly caps?: Partial<RunCaps>;
  /** What is added to the prompts; by default nothing. */
  readonly prompts?: Partial<PromptSettings>;
  /** What a question to the language model costs; unknown by default. */
  readonly controllerPrice?: EndpointPrice;
  /** Where each run is written down as it happens, for instance a `JsonlRunStore`; by default nowhere. */
  readonly journal?: RunStore;
  /** By default one without a proxy. */
  readonly http?: HttpClient;
  readonly clock?: Clock;
}

/** A request, and how its run is to be followed. */
export interface RuntimeRequest
  extends Partial<Omit<RunInput, "request">>,
    Pick<RunSetup, "signal" | "emit" | "approve" | "streamAnswer" | "onAnswerText"> {
  readonly request: string;
}

export interface Runtime {
  /** The language model's name, `offline` where there is none. */
  readonly controller: string;
  /** Starts to work on a request; see `runRequest`. What is left out of it is as the runtime was made. */
  run(request: string | RuntimeRequest): LiveRun;
}

/**
 * Returns a runtime for a program of one's own, put together as the command line does it. The program's environment
 * is not read.
 * @throws Fault CONFIG_INVALID, CREDENTIALS_MISSING or USAGE for a controller or a backend that cannot be had.
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { settings = readSettings({}), clock = systemClock } = options;
  const registry = withCustomEndpoints(options.registry, settings.endpoints ?? []);
  const http = options.http ?? createHttpClient(settings, "hugginggpt");
  const controller = await controllerOf(options.controller, settings, http);
  const cooldown = new ProviderCooldown({ clock, random: Math.random });
  const backends = createBackends(options.backends ?? [], { settings, http, clock, controller });
  return {
    controller: controller?.name ?? "offline",
    run: (given) => {
      const request = typeof given === "string" ? { request: given } : given;
      const input = inputOf(request, options, clock);
      return runRequest(input, {
        registry,
        controller,
        backends,
        artifacts: new DirectoryArtifactStore(join(options.outputs, input.run), { run: input.run, clock }),
        cooldown,
        clock,
        ...(options.records ? { records: options.records } : {}),
        controllerPrice: options.controllerPrice ?? null,
        advice: settings.hfToken ? "" : "Set HF_TOKEN in the settings.",
        ...(options.journal ? { journal: options.journal } : {}),
        ...followedBy(request),
      });
    },
  };
}

async function controllerOf(
  wanted: Controller | string | undefined,
  settings: Settings,
  http: HttpClient,
): Promise<Controller | null> {
  if (wanted !== undefined && typeof wanted !== "string") return wanted;
  return createController(wanted ?? null, { settings, makeFetch: controllerFetch(http) });
}

function inputOf(request: RuntimeRequest, options: RuntimeOptions, clock: Clock): RunInput {
  const { signal: _1, emit: _2, approve: _3, streamAnswer: _4, onAnswerText: _5, ...given } = request;
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

function followedBy({ signal, emit, approve, streamAnswer, onAnswerText }: RuntimeRequest) {
  return {
    ...(signal ? { signal } : {}),
    ...(emit ? { emit } : {}),
    ...(approve ? { approve } : {}),
    ...(streamAnswer ? { streamAnswer } : {}),
    ...(onAnswerText ? { onAnswerText } : {}),
  };
}
