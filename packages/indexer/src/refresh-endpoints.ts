import type { Clock } from "@hugginggpt/shared";
import type { RegistryStore } from "./ports/registry-store.js";
import { noteStep, stepTime } from "./sync/notes.js";
import { DEFAULT_SYNC_OPTIONS, type SyncDeps } from "./sync/sync-options.js";
import { newTally } from "./sync/tally.js";

/**
 * Reads where the models of the registry can run now, notes the time, and returns the number of endpoints. Only the
 * holder of the writer lock may call it.
 * @throws Fault as a sync does.
 */
export async function refreshEndpoints(
  deps: Pick<SyncDeps, "http" | "store" | "hub" | "router" | "emit" | "signal" | "clock">,
): Promise<number> {
  // The code that reads the Hub's answers is loaded when it is used.
  const { endpointsStep } = await import("./sync/endpoints-step.js");
  const tally = newTally();
  await deps.store.note(TRIED, new Date(deps.clock.now()).toISOString());
  await endpointsStep(DEFAULT_SYNC_OPTIONS, deps, tally);
  await noteStep(deps.store, "endpoints", deps.clock.now());
  return tally.endpoints;
}

const TRIED = "endpointsTriedAt";

/** Returns how long ago `refreshEndpoints` last succeeded and last started, in milliseconds; Infinity for never. */
export async function endpointsAge(
  store: Pick<RegistryStore, "noted">,
  clock: Clock,
): Promise<{ readonly read: number; readonly tried: number }> {
  const since = (time: string | null) =>
    time === null ? Number.POSITIVE_INFINITY : clock.now() - Date.parse(time);
  return { read: since(await stepTime(store, "endpoints")), tried: since(await store.noted(TRIED)) };
}
