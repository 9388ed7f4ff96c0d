import {
  LocalBackend,
  LocalMachine,
  type LocalVectors,
  openLocalVectors,
  withLocalModels,
} from "@hugginggpt/local";
import { BuiltinBackend } from "@hugginggpt/runtime";
import { claimDirectory } from "@hugginggpt/runtime/claims";
import {
  type Backend,
  BUILTIN_TOOLS,
  builtinEndpoint,
  type Environment,
  Fault,
  isFault,
  isOn,
  type Registry,
  systemClock,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import type { Configuration } from "../config/configuration.js";

/** Interval of checks whether another process still uses a model's folder, in milliseconds. */
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
    latinReader: readLatin,
    claim,
  });
}

/** This machine as a part of the program. */
export interface OpenedLocal {
  readonly backend: Backend;
  /** Returns a registry that also offers the models on this machine. */
  readonly offering: (registry: Registry) => Registry;
  /** Returns an embedder that uses a model on this machine; see `openLocalVectors`. */
  readonly vectors: (spec: string, signal: AbortSignal) => Promise<LocalVectors>;
  readonly close: () => void;
}

/** Returns the parts of the program that run models on this machine. */
export function composeLocal(...given: Parameters<typeof openLocal>): OpenedLocal {
  const machine = openLocal(...given);
  return {
    backend: new LocalBackend(machine),
    offering: (registry) => withLocalModels(registry, machine),
    vectors: (spec, signal) => openLocalVectors(machine, spec, signal),
    close: () => machine.close(),
  };
}

/** Reads by the built-in reader, which knows Latin letters. */
const readLatin: NonNullable<LocalMachine["options"]["latinReader"]> = async (image, { signal, warn }) => {
  const task = "image-to-text";
  const reader = BUILTIN_TOOLS.find((tool) => tool.task === task);
  if (!reader) throw new Fault("UNSUPPORTED", "No built-in tool reads pictures");
  const job = { task, model: reader.id, endpoint: builtinEndpoint(reader), args: { image } } as const;
  const watch = { submitted: () => undefined, progress: () => undefined, warn };
  return (await new BuiltinBackend().run(job, signal, watch)).text ?? "";
};

/** Claims a folder as soon as no other process has it. */
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
