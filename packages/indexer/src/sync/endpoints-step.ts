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
/** A server that knows none of so many providers is not asked about any of them: it is a mirror, or no Hub at all. */
const MANY = 4;
const NO_PROVIDERS =
  "The Hub knows none of the inference providers; endpoints are left as they were. Check HF_ENDPOINT.";

type Listing = Settled<Provider, ProviderListing>;
type EndpointDeps = Pick<SyncDeps, "http" | "store" | "hub" | "router" | "emit" | "signal">;

/**
 * Replaces the endpoints of each provider by what it serves now, with the router's prices, or without them if they
 * cannot be read. A provider unknown to the Hub has none; one that cannot be read keeps the stored ones, and so do all
 * if the Hub knows none of them. Providers already read in this turn before an interruption are skipped; without a mark
 * none are.
 * @throws the failure of the third provider in a row if the next would fail too.
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
  const keep = (listing: Listing) => keepListing(listing, streak, deps, tally, mark);
  const read = (provider: Provider, stop: AbortSignal) => listEndpoints(http, hub, provider, stop);
  const unknown: Listing[] = [];
  let isHub = done.length > 0 || providers.length < MANY;
  for await (const listings of mapInGroups(providers, WINDOW, read, signal)) {
    for (const listing of listings) {
      signal?.throwIfAborted();
      isHub ||= listing.ok && listing.value.known;
      if (!listing.ok) await keep(listing);
      else if (!isHub) unknown.push(listing);
      else await keep(withPrices(listing, prices));
    }
  }
  if (isHub) {
    for (const listing of unknown) await keep(listing);
  } else if (unknown.length > 0) {
    tally.failedProviders += unknown.length;
    deps.emit({ type: "warning", message: NO_PROVIDERS });
  }
}

function withPrices(listing: Extract<Listing, { ok: true }>, prices: PriceList): Listing {
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
  listing: Listing,
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
