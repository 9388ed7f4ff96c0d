import { createBackends, createController, ProviderRest } from "@hugginggpt/runtime";
import {
  type Backend,
  type Controller,
  type EndpointPrice,
  type Registry,
  systemClock,
} from "@hugginggpt/shared";
import { type HttpClient, libraryFetch } from "@hugginggpt/shared/http";
import type { ConfigFlags, Configuration } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { advice } from "./advice.js";
import { controllerPrice } from "./controller-price.js";
import { fillEndpoints } from "./fill-endpoints.js";
import { openHome } from "./open-home.js";
import { type RunKeeping, runKeeping } from "./run-keeping.js";

export interface RuntimeOptions extends ConfigFlags {
  /** Whether the runs' events are kept in the journal. */
  readonly persist: boolean;
}

/** All that runs need, whatever their requests are. */
export interface Runtime {
  readonly controller: Controller | null;
  /** What a question to it costs; null where that is not known. */
  readonly controllerPrice: EndpointPrice | null;
  readonly registry: Registry;
  readonly backends: readonly Backend[];
  /** What one run learns of busy providers, all heed. */
  readonly rest: ProviderRest;
  readonly configuration: Configuration;
  readonly advice: string;
  /** What went wrong on the way without stopping it. */
  readonly warnings: readonly string[];
  /** Where runs are kept; null where they are not. */
  readonly keeping: RunKeeping | null;
  readonly close: () => void;
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
    const backends = createBackends(wanted, { settings, http, clock: systemClock, controller });
    const useProviders = backends.some((backend) => backend.kind === "provider");
    const warnings = useProviders ? await fillEndpoints(home, context.signal) : [];
    return {
      controller,
      controllerPrice: controller && (await controllerPrice(controller.name, home.registry)),
      registry: home.registry,
      backends,
      rest: new ProviderRest({ clock: systemClock, random: Math.random }),
      configuration,
      advice: advice(settings, wanted),
      warnings,
      keeping: options.persist ? runKeeping(home.files, settings) : null,
      close: () => home.close(),
    };
  } catch (error) {
    home.close();
    throw error;
  }
}

function controllerFetch(http: HttpClient): (purpose: string) => typeof fetch {
  return (purpose) => libraryFetch(http, { purpose, ...CONTROLLER_FETCH });
}
