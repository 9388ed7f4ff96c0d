import { describeError, isFault } from "@hugginggpt/shared";
import { listEndpoints, type ProviderListing } from "../hub/list-endpoints.js";
import { listPrices, type PriceList, priced } from "../hub/list-prices.js";
import { PROVIDERS, type Provider } from "../hub/providers.js";
import { FailureStreak } from "./failure-streak.js";
import { mapInGroups, type Settled } from "./map-in-groups.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";
import type { TurnMark } from "./turn-mark.js";

/** Providers that are asked at once; a kill has no more of them asked again. */
const WINDOW = 4;

type EndpointDeps = Pick<SyncDeps, "http" | "store" | "hub" | "router" | "emit" | "signal">;

/**
 * Replaces the endpoints of each provider by what it serves now, with the prices that the router publishes; where those
 * cannot be read, without. A provider that the Hub does not know has none; one
 * that cannot be read keeps what is stored. Those that were read in this turn before it was cut off are not asked again;
 * without a mark all are.
 * @throws what the third provider in a row failed by, where the next would too.
 */
export async function endpointsStep(
  options: Pick<SyncOptions, "providers">,
  deps: EndpointDeps,
  tally: Tally,
  mark?: TurnMark,
): Promise<void> {
  const { http, hub, store, signal } = deps;
  const done = mark === undefined ? [] : await store.providersOf(mark.number);
  const providers = (options.providers ?? PROVIDERS).filter((provider) => !done.includes(provider));
  const prices = providers.length > 0 ? await readPrices(deps) : new Map();
  const streak = new FailureStreak();
  const read = (provider: Provider, stop: AbortSignal) => listEndpoints(http, hub, provider, stop);
  for await (const listings of mapInGroups(providers, WINDOW, read, signal)) {
    for (const listing of listings) {
      signal?.throwIfAborted();
      const known = listing.ok ? withPrices(listing, prices) : listing;
      await keepListing(known, streak, deps, tally, mark);
    }
  }
}

function withPrices(
  listing: Extract<Settled<Provider, ProviderListing>, { ok: true }>,
  prices: PriceList,
): Settled<Provider, ProviderListing> {
  const { value } = listing;
  return { ...listing, value: { ...value, endpoints: priced(value.endpoints, prices) } };
}

/** Nothing needs prices so much that a sync would stop for them. */
async function readPrices({ http, router, emit, signal }: EndpointDeps): Promise<PriceList> {
  if (router === undefined) return new Map();
  try {
    return await listPrices(http, router, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isFault(error)) throw error;
    emit({ type: "warning", message: `Prices are not known now: ${describeError(error)}` });
    return new Map();
  }
}

async function keepListing(
  listing: Settled<Provider, ProviderListing>,
  streak: FailureStreak,
  { store, emit }: EndpointDeps,
  tally: Tally,
  mark: TurnMark | undefined,
): Promise<void> {
  const provider = listing.item;
  if (!listing.ok) {
    const error = describeError(streak.note(listing.error));
    tally.failedProviders++;
    emit({ type: "endpoints-failed", provider, error });
    return;
  }
  streak.end();
  if (!listing.value.known)
    emit({ type: "warning", message: `The Hub knows no provider named ${provider}.` });
  const kept = await store.replaceEndpoints(provider, listing.value.endpoints, mark?.number);
  tally.endpoints += kept;
  emit({ type: "endpoints-refreshed", provider, endpoints: kept });
}
