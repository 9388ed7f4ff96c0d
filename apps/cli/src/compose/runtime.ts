import { controllerFetch, createBackends, createController, ProviderCooldown } from "@hugginggpt/runtime";
import {
  type Backend,
  type Controller,
  type EndpointPrice,
  type Registry,
  systemClock,
  type TrackRecords,
} from "@hugginggpt/shared";
import type { ConfigFlags, Configuration } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { advice } from "./advice.js";
import { controllerPrice } from "./controller-price.js";
import { fillEndpoints } from "./fill-endpoints.js";
import { openHome } from "./open-home.js";
import { type RunKeeping, runKeeping } from "./run-keeping.js";
import { openTrackRecords } from "./track-records.js";

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
  /** How models did in earlier runs; absent where nothing is kept. */
  readonly records?: TrackRecords;
  /** What one run learns of busy providers, all heed. */
  readonly cooldown: ProviderCooldown;
  readonly configuration: Configuration;
  readonly advice: string;
  /** What went wrong on the way without stopping it. */
  readonly warnings: readonly string[];
  /** Where runs are kept; null where they are not. */
  readonly keeping: RunKeeping | null;
  readonly close: () => void;
}

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
    const warn = (message: string): void => void warnings.push(message);
    const records = options.persist ? openTrackRecords(home.files, warn) : null;
    return {
      controller,
      controllerPrice: controller && (await controllerPrice(controller.name, home.registry)),
      registry: home.registry,
      backends,
      cooldown: new ProviderCooldown({ clock: systemClock, random: Math.random }),
      configuration,
      advice: advice(settings, wanted),
      warnings,
      keeping: options.persist ? runKeeping(home.files, settings) : null,
      ...(records ? { records } : {}),
      close: () => {
        records?.close();
        home.close();
      },
    };
  } catch (error) {
    home.close();
    throw error;
  }
}
