import { endpointsStep } from "./sync/endpoints-step.js";
import { DEFAULT_SYNC_OPTIONS, type SyncDeps } from "./sync/sync-options.js";
import { newTally } from "./sync/tally.js";

/**
 * Reads where the models of the registry can run now, and returns how many endpoints that are. Only the holder of the
 * writer lock may call it.
 * @throws Fault as a sync does.
 */
export async function refreshEndpoints(
  deps: Pick<SyncDeps, "http" | "store" | "hub" | "router" | "emit" | "signal">,
): Promise<number> {
  const tally = newTally();
  await endpointsStep(DEFAULT_SYNC_OPTIONS, deps, tally);
  return tally.endpoints;
}
