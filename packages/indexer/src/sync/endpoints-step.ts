import { describeError } from "@hugginggpt/shared";
import { listEndpoints } from "../hub/list-endpoints.js";
import { PROVIDERS } from "../hub/providers.js";
import { FailureStreak } from "./failure-streak.js";
import { mapInOrder } from "./map-in-order.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";

const CONCURRENCY = 4;

/**
 * Replaces the endpoints of each provider by what it serves now. A provider that the Hub does not know has none; one
 * that cannot be read keeps what is stored.
 * @throws what the third provider in a row failed by, where the next would too.
 */
export async function endpointsStep(
  options: Pick<SyncOptions, "providers">,
  deps: Pick<SyncDeps, "http" | "store" | "hub" | "emit" | "signal">,
  tally: Tally,
): Promise<void> {
  const { http, hub, store, emit, signal } = deps;
  const providers = options.providers ?? PROVIDERS;
  const streak = new FailureStreak();
  const listings = mapInOrder(
    providers,
    CONCURRENCY,
    (provider, stop) => listEndpoints(http, hub, provider, stop),
    signal,
  );
  for await (const listing of listings) {
    const provider = listing.item;
    signal?.throwIfAborted();
    if (!listing.ok) {
      const error = describeError(streak.note(listing.error));
      tally.failedProviders++;
      emit({ type: "endpoints-failed", provider, error });
      continue;
    }
    streak.end();
    if (!listing.value.known)
      emit({ type: "warning", message: `The Hub knows no provider named ${provider}.` });
    const kept = await store.replaceEndpoints(provider, listing.value.endpoints);
    tally.endpoints += kept;
    emit({ type: "endpoints-refreshed", provider, endpoints: kept });
  }
}
