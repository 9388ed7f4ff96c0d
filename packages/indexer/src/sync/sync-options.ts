import type { Clock, Embedder, RegistryStore, SyncEvent, TaskId } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import type { HubAccess } from "../hub/hub-access.js";
import type { Provider } from "../hub/providers.js";

/** What a sync fetches. */
export interface SyncOptions {
  /** Models to keep at most, the most downloaded first; absent: all that pass the limits below. */
  readonly limit?: number | undefined;
  /** Pipeline tags to list, each by itself; empty: all. */
  readonly tasks: readonly TaskId[];
  /** A model is kept when it has at least so many downloads in 30 days, or `minLikes` likes. */
  readonly minDownloads: number;
  readonly minLikes: number;
  /** Cards to read at most in this sync. */
  readonly cards: number | "none" | "all";
  /** Lists everything anew and removes what is gone, where otherwise only changes are listed. */
  readonly full: boolean;
  /** Inference providers whose endpoints are refreshed; absent: all that we know. */
  readonly providers?: readonly Provider[] | undefined;
}

/** What is kept without a wish to the contrary: about 58,000 of the Hub's three million models (hub-facts 4). */
export const DEFAULT_SYNC_OPTIONS: SyncOptions = {
  tasks: [],
  minDownloads: 1000,
  minLikes: 5,
  cards: "all",
  full: false,
};

/** What a sync works with. */
export interface SyncDeps {
  readonly http: HttpClient;
  readonly store: RegistryStore;
  readonly embedder: Embedder;
  readonly clock: Clock;
  readonly hub: HubAccess;
  readonly emit: (event: SyncEvent) => void;
  /** Brings the vector index up to the stored vectors; tells what answers searches now, and why. */
  readonly publishIndex: () => Promise<{ readonly kind: "exact" | "hnsw"; readonly reason: string }>;
  readonly signal?: AbortSignal | undefined;
}
