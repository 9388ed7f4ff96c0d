import { refreshEndpoints } from "@hugginggpt/indexer";
import { describeError, isFault } from "@hugginggpt/shared";
import { type Home, priceSource } from "./open-home.js";

/**
 * Asks the Hub where the models of a registry can run when it knows of no provider yet, as in a starter set that was
 * never synced. Returns what went wrong, as warnings: a run goes on with what can run without.
 */
export async function fillEndpoints(home: Home, signal: AbortSignal): Promise<string[]> {
  if (await knowsProviders(home)) return [];
  const warnings: string[] = [];
  const { http, store, settings } = home;
  try {
    const unlock = home.lock();
    try {
      await refreshEndpoints({
        http,
        store,
        hub: { endpoint: settings.hfEndpoint, token: settings.hfToken },
        ...priceSource(settings),
        emit: (event) => {
          if (event.type === "endpoints-failed") warnings.push(`${event.provider}: ${event.error}`);
        },
        signal,
      });
    } finally {
      unlock();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!isFault(error)) throw error;
    warnings.push(`Where models can run could not be read: ${describeError(error)}`);
  }
  return warnings;
}

async function knowsProviders({ registry }: Home): Promise<boolean> {
  const page = await registry.search({ text: "", k: 1, filters: { runnable: ["provider"] } });
  return page.total > 0;
}
