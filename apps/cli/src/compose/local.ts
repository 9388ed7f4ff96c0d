import { LocalBackend, LocalMachine, withLocalModels } from "@hugginggpt/local";
import { claimDirectory } from "@hugginggpt/runtime/claims";
import { type Backend, type Environment, isFault, type Registry, systemClock } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import type { Configuration } from "../config/configuration.js";

/** How often it is looked whether another process is still at a model, in milliseconds. */
const LOOK_MS = 500;

/** Returns this machine as it is configured to load models. Nothing is started. */
export function openLocal(
  { local, settings, offline }: Configuration,
  http: HttpClient,
  env: Environment,
): LocalMachine {
  const { models, folders, hubCache, runtime, maxMemory, maxDownload } = local;
  return new LocalMachine({
    places: { models, folders, hubCache },
    runtime,
    hub: { http, endpoint: settings.hfEndpoint, token: settings.hfToken },
    ...{ maxMemory, maxDownload },
    offline: offline || isOn(env.HF_HUB_OFFLINE),
    claim,
  });
}

/** This machine in a composed program. */
export interface OpenedLocal {
  readonly backend: Backend;
  /** Returns a registry that offers what runs here too. */
  readonly offering: (registry: Registry) => Registry;
  readonly close: () => void;
}

/** Returns what a program composes this machine of. */
export function composeLocal(...given: Parameters<typeof openLocal>): OpenedLocal {
  const machine = openLocal(...given);
  return {
    backend: new LocalBackend(machine),
    offering: (registry) => withLocalModels(registry, machine),
    close: () => machine.close(),
  };
}

/** The Hub's own variable for its libraries. */
function isOn(value: string | undefined): boolean {
  return ["1", "on", "true", "yes"].includes(value?.toLowerCase() ?? "");
}

/** Claims a folder, once whoever has it is done. */
async function claim(dir: string, signal: AbortSignal | undefined): Promise<() => void> {
  for (;;) {
    try {
      return await claimDirectory(dir);
    } catch (error) {
      if (!isFault(error, "RUN_LOCKED")) throw error;
      await systemClock.sleep(LOOK_MS, signal);
    }
  }
}
