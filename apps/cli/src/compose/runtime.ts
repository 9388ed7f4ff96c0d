import { createController, JsonlRunStore, MeteredController } from "@hugginggpt/runtime";
import type { Backend, Registry, RunEvent } from "@hugginggpt/shared";
import { type HttpClient, libraryFetch } from "@hugginggpt/shared/http";
import type { ConfigFlags, Configuration } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { advice } from "./advice.js";
import { createBackends } from "./backends.js";
import { fillEndpoints } from "./fill-endpoints.js";
import { openHome } from "./open-home.js";

export interface RuntimeOptions extends ConfigFlags {
  /** Whether the runs' events are kept in the journal. */
  readonly persist: boolean;
}

/** All that runs need, whatever their requests are. */
export interface Runtime {
  readonly controller: MeteredController | null;
  readonly registry: Registry;
  readonly backends: readonly Backend[];
  readonly configuration: Configuration;
  readonly advice: string;
  /** What went wrong on the way without stopping it. */
  readonly warnings: readonly string[];
  /** Appends an event to a run's journal. */
  readonly record: (run: string, event: RunEvent) => void;
  /** @throws Fault DISK when the journal could not be written. */
  readonly close: () => Promise<void>;
}

/** A language model may think for minutes; its server's refusals are waited for half a minute at most. */
const CONTROLLER_FETCH = { deadlineMs: 300_000, tries: 3, maxWaitMs: 30_000 } as const;

/**
 * Returns all that runs need, wired together by what is configured.
 * @throws Fault for missing credentials, an unusable configuration or registry.
 */
export async function composeRuntime(options: RuntimeOptions, context: CliContext): Promise<Runtime> {
  const home = await openHome(options, context);
  try {
    const { settings, http, configuration } = home;
    const { contextTokens, backends: wanted } = configuration;
    const controller = await createController(null, {
      settings,
      makeFetch: controllerFetch(http),
      contextTokens,
    });
    const metered = controller && new MeteredController(controller);
    const backends = createBackends(wanted, { settings, http, controller: metered });
    const useProviders = backends.some((backend) => backend.kind === "provider");
    const warnings = useProviders ? await fillEndpoints(home, context.signal) : [];
    const journal = options.persist ? new Journal(home.files.runs) : null;
    return {
      controller: metered,
      registry: home.registry,
      backends,
      configuration,
      advice: advice(settings, wanted),
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
