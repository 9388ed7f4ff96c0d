import {
  createController,
  DEFAULT_LIMITS,
  DirectoryArtifactStore,
  type ExecutionLimits,
  JsonlRunStore,
  MeteredController,
  readUserFile,
} from "@hugginggpt/runtime";
import type { ArtifactStore, Backend, Registry, RunEvent, UserFile } from "@hugginggpt/shared";
import { type HttpClient, libraryFetch } from "@hugginggpt/shared/http";
import type { CliContext } from "../program/cli-context.js";
import { advice } from "./advice.js";
import { createBackends } from "./backends.js";
import { fillEndpoints } from "./fill-endpoints.js";
import { type HomeOptions, openHome } from "./open-home.js";

export interface RuntimeOptions extends HomeOptions {
  readonly controller?: string | undefined;
  readonly backend?: readonly string[] | undefined;
  readonly files: readonly string[];
  /** Directory for the files that are made. */
  readonly out: string;
  /** Whether the run's events are kept in the journal. */
  readonly persist: boolean;
}

export interface Runtime {
  readonly controller: MeteredController | null;
  readonly registry: Registry;
  readonly backends: readonly Backend[];
  readonly artifacts: ArtifactStore;
  readonly files: readonly UserFile[];
  readonly limits: ExecutionLimits;
  readonly advice: string;
  /** What went wrong on the way without stopping it. */
  readonly warnings: readonly string[];
  /** Appends an event to the run's journal. */
  readonly record: (run: string, event: RunEvent) => void;
  /** @throws Fault DISK when the journal could not be written. */
  readonly close: () => Promise<void>;
}

/** A language model may think for minutes; its server's refusals are waited for half a minute at most. */
const CONTROLLER_FETCH = { deadlineMs: 300_000, tries: 3, maxWaitMs: 30_000 } as const;

/**
 * Returns all that a run needs, wired together by what is configured.
 * @throws Fault for unusable files, missing credentials, an unusable registry.
 */
export async function composeRuntime(options: RuntimeOptions, context: CliContext): Promise<Runtime> {
  const files = await readFiles(options.files);
  const home = await openHome(options, context);
  try {
    const { settings, http } = home;
    const controller = await createController(options.controller ?? null, settings, controllerFetch(http));
    const metered = controller && new MeteredController(controller);
    const backends = createBackends(options.backend, { settings, http, controller: metered });
    const useProviders = backends.some((backend) => backend.kind === "provider");
    const warnings = useProviders ? await fillEndpoints(home, context.signal) : [];
    const journal = options.persist ? new Journal(home.files.runs) : null;
    return {
      controller: metered,
      registry: home.registry,
      backends,
      artifacts: new DirectoryArtifactStore(options.out),
      files,
      limits: DEFAULT_LIMITS,
      advice: advice(settings, options.backend),
      warnings,
      record: (run, event) => journal?.record(run, event),
      close: async () => {
        home.close();
        await journal?.settled();
      },
    };
  } catch (error) {
    home.close();
    throw error;
  }
}

/** Appends events in the background, in order; the first failure is remembered, not thrown into the run. */
class Journal {
  readonly #store: JsonlRunStore;
  #last: Promise<void> = Promise.resolve();

  constructor(dir: string) {
    this.#store = new JsonlRunStore(dir);
  }

  record(run: string, event: RunEvent): void {
    this.#last = this.#last.then(() => this.#store.append(run, event));
    this.#last.catch(() => undefined);
  }

  /** @throws Fault DISK when an event could not be written. */
  settled(): Promise<void> {
    return this.#last;
  }
}

function controllerFetch(http: HttpClient): (purpose: string) => typeof fetch {
  return (purpose) => libraryFetch(http, { purpose, ...CONTROLLER_FETCH });
}

async function readFiles(paths: readonly string[]): Promise<UserFile[]> {
  return Promise.all(paths.map((path, i) => readUserFile(path, i + 1)));
}
