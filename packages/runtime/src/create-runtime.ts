import { join } from "node:path";
import {
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
  type TrackRecords,
} from "@hugginggpt/shared";
import { createHttpClient, type HttpClient } from "@hugginggpt/shared/http";
import { DirectoryArtifactStore } from "./artifacts/directory-artifact-store.js";
import { createBackends } from "./backends/create-backends.js";
import { withCustomEndpoints } from "./backends/custom/with-custom-endpoints.js";
import { createController } from "./controllers/create-controller.js";
import { DEFAULT_LIMITS, type ExecutionLimits } from "./executor/limits.js";
import { ProviderCooldown } from "./executor/provider-cooldown.js";
import { rerunEntries } from "./journal/rerun-entries.js";
import { restoredInput } from "./replay/restored-input.js";
import { type LiveRun, openRun, type RunSetup } from "./run/live-run.js";
import type { RunDeps, RunInput } from "./run/run-input.js";
import { keptRun } from "./sessions/kept-run.js";
import { type RunSetupRecord, readSetup } from "./sessions/run-setup.js";
import type { RunStorage } from "./sessions/run-storage.js";
import { findRun, newRunId, type StoredRun } from "./sessions/stored-run.js";

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

/** How a run is followed. */
export type RunFollowing = Pick<RunSetup, "signal" | "emit" | "streamAnswer">;

/** A request, and how its run is to be followed. */
export interface RuntimeRequest extends Partial<Omit<RunInput, "request">>, RunFollowing {
  readonly request: string;
  /** Whether the plan is proposed, and waits for an answer, before anything is executed. */
  readonly asks?: boolean;
  /** Directory for the files that are made; by default one of the run's own in `outputs`. */
  readonly out?: string | undefined;
  /** Whether results of identical tasks of earlier runs are reused, and this run's kept. Needs `storage`. */
  readonly cache?: boolean | undefined;
  /** What else of the runtime has to be the same when the run is resumed. */
  readonly setup?: Omit<RunSetupRecord, "out" | "asks" | "cache">;
}

/** Begins and resumes runs. */
export interface Runtime {
  /** The language model's name, `offline` where there is none. */
  readonly controller: string;
  /** The kinds of endpoint that it can use, in the order in which they are tried. */
  readonly backends: readonly EndpointKind[];
  /** Starts to work on a request; see `runRequest`. What is left out of it is as the runtime was made. */
  run(request: string | RuntimeRequest): LiveRun;
  /**
   * Goes on with a run of the storage where its record ends. The plan is proposed again where it was to be approved and
   * nothing is executed yet.
   * @throws Fault INPUT_UNREADABLE where the record or a kept file is not whole.
   */
  resume(stored: StoredRun, follow?: RunFollowing): Promise<LiveRun>;
  /**
   * Does the plan of a run again from a task on, as a new run that keeps the results of the others.
   * @throws Fault USAGE where the run has no such task, and as `resume` does.
   */
  rerun(
    stored: StoredRun,
    from: { readonly task: number; readonly out?: string | undefined },
    follow?: RunFollowing,
  ): Promise<LiveRun>;
  /** Returns a run that is under way, to watch, answer or cancel it; null where none has this id. */
  live(run: string): LiveRun | null;
}

/**
 * Returns a runtime, put together from what is configured. The program's environment is not read.
 * @throws Fault CONFIG_INVALID, CREDENTIALS_MISSING or USAGE for a controller or a backend that cannot be had.
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { storage, outputs, clock = systemClock } = options;
  const deps = await depsOf(options, clock);
  const live = new Map<string, LiveRun>();
  const placed = (input: RunInput, setup: RunSetupRecord) => {
    const artifacts = new DirectoryArtifactStore(setup.out, { run: input.run, clock });
    return { ...deps, asks: setup.asks, artifacts, setup };
  };
  const watched = (started: LiveRun): LiveRun => {
    live.set(started.id, started);
    const forget = (): void => void live.delete(started.id);
    started.report.then(forget, forget);
    return started;
  };
  const runtime: Runtime = {
    controller: deps.controller?.name ?? "offline",
    backends: deps.backends.map(({ kind }) => kind),
    run: (given) => {
      const {
        signal,
        emit,
        streamAnswer,
        out,
        asks = false,
        cache = false,
        setup,
        ...request
      } = typeof given === "string" ? { request: given } : given;
      const input = inputOf(request, options, clock);
      const record = { ...setup, out: out ?? join(outputs, input.run), asks, cache };
      const wanted = { ...placed(input, record), ...followOf({ signal, emit, streamAnswer }) };
      const opened = openRun(input.run, wanted);
      return watched(opened.follow(keptRun(input, { storage, resumes: false, ...record }, opened.deps)));
    },
    resume: async (stored, follow = {}) => {
      const setup = readSetup(stored);
      const input = await restoredInput(
        stored.record,
        async (hash) => (await storage?.inputs.get(hash)) ?? null,
      );
      const wanted = { ...placed(input, setup), ...follow, asks: setup.asks && !stored.record.executing };
      const opened = openRun(input.run, wanted);
      return watched(opened.follow(keptRun(input, { storage, resumes: true, ...setup }, opened.deps)));
    },
    rerun: async (stored, { task, out }, follow) => {
      if (!storage) throw new Error("Internal error: a rerun without a storage");
      const now = clock.now();
      const run = newRunId(now);
      const setup = { out: out ?? join(outputs, run) };
      await storage.runs.append(run, rerunEntries(stored.entries, { run, task, now, setup }));
      return runtime.resume(await findRun(storage.runs, run), follow);
    },
    live: (run) => live.get(run) ?? null,
  };
  return runtime;
}

type SharedDeps = Omit<RunDeps, "emit" | "signal" | "artifacts">;

/** What all runs share. */
async function depsOf(options: RuntimeOptions, clock: Clock): Promise<SharedDeps> {
  const { settings = readSettings({}), records, warnings, versions } = options;
  const registry = withCustomEndpoints(options.registry, settings.endpoints ?? []);
  const http = options.http ?? createHttpClient(settings, "hugginggpt");
  const controller = await controllerOf(options, settings, http);
  return {
    registry,
    controller,
    ...(options.controllerPrice ? { controllerPrice: options.controllerPrice } : {}),
    backends: createBackends(options.backends ?? [], { settings, http, clock, controller }),
    cooldown: new ProviderCooldown({ clock, random: Math.random }),
    clock,
    advice: options.advice ?? (settings.hfToken ? "" : "Set HF_TOKEN in the settings."),
    ...(records ? { records } : {}),
    ...(warnings ? { warnings } : {}),
    ...(versions ? { versions } : {}),
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

function inputOf(
  given: Omit<RuntimeRequest, keyof RunFollowing | "asks" | "out" | "cache" | "setup">,
  options: RuntimeOptions,
  clock: Clock,
): RunInput {
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

function followOf({
  signal,
  emit,
  streamAnswer,
}: { [K in keyof RunFollowing]: RunFollowing[K] | undefined }) {
  return {
    ...(signal ? { signal } : {}),
    ...(emit ? { emit } : {}),
    ...(streamAnswer ? { streamAnswer } : {}),
  };
}
