import type { Clock } from "@hugginggpt/shared";
import type { RegistryStore } from "./ports/registry-store.js";
import { endpointsStep } from "./sync/endpoints-step.js";
import { noteStep, stepTime } from "./sync/step-times.js";
import { DEFAULT_SYNC_OPTIONS, type SyncDeps } from "./sync/sync-options.js";
import { newTally } from "./sync/tally.js";

/**
 * Reads where the models of the registry can run now, notes when that was, and returns how many endpoints that are. Only
 * the holder of the writer lock may call it.
 * @throws Fault as a sync does.
 */
export async function refreshEndpoints(
  deps: Pick<SyncDeps, "http" | "store" | "hub" | "router" | "emit" | "signal" | "clock">,
): Promise<number> {
  const tally = newTally();
  await endpointsStep(DEFAULT_SYNC_OPTIONS, deps, tally);
  await noteStep(deps.store, "endpoints", deps.clock.now());
  return tally.endpoints;
}

/** Returns how long ago it was read where models run, in milliseconds; Infinity where it never was. */
export async function endpointsAge(store: Pick<RegistryStore, "noted">, clock: Clock): Promise<number> {
  const read = Date.parse((await stepTime(store, "endpoints")) ?? "");
  return Number.isNaN(read) ? Number.POSITIVE_INFINITY : clock.now() - read;
}
