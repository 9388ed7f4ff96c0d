import type { Clock, Embedder, ModelCard, SyncEvent, TaskId } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import type { HubAccess } from "../hub/hub-access.js";
import type { Provider } from "../hub/providers.js";
import type { RegistryStore } from "../ports/registry-store.js";
import type { SyncTeam } from "../ports/sync-team.js";

/** The parts of a sync, in their order. */
export const SYNC_STEPS = ["listing", "endpoints", "cards", "vectors", "index"] as const;

export type SyncStep = (typeof SYNC_STEPS)[number];

/** What a sync reads from the Hub. */
export interface SyncOptions {
  /** Models to keep at most, the most downloaded first; absent: all that pass the limits below. */
  readonly limit?: number | undefined;
  /** Pipeline tags to list, each by itself; empty: all. */
  readonly tasks: readonly TaskId[];
  /** Owners whose models are listed, each by itself; absent or empty: all. */
  readonly authors?: readonly string[] | undefined;
  /** Keep only what a provider serves or transformers.js can load; then the two limits below do not count. */
  readonly runnable?: boolean | undefined;
  /** A model is kept when it has at least so many downloads in 30 days, or `minLikes` likes. */
  readonly minDownloads: number;
  readonly minLikes: number;
  /** Cards to read at most in this sync. */
  readonly cards: number | "none" | "all";
  /** Lists everything anew and removes what is gone, where otherwise only changes are listed. */
  readonly full: boolean;
  /** The steps to do; absent or empty: all. */
  readonly only?: readonly SyncStep[] | undefined;
  /** Ends the turn after this many milliseconds, with everything committed; absent: when nothing is left. */
  readonly forMs?: number | undefined;
  /** Inference providers whose endpoints are refreshed; absent: all that we know. */
  readonly providers?: readonly Provider[] | undefined;
}

/** The default number of models: about 58,000 of the Hub's three million models in 2026. */
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
  /** The inference router, which publishes what chat models cost; absent: prices are not read. */
  readonly router?: string;
  readonly emit: (event: SyncEvent) => void;
  /** Brings the vector index up to the stored vectors; returns what searches use now, and why. */
  readonly publishIndex: (
    signal?: AbortSignal,
  ) => Promise<{ readonly kind: "exact" | "hnsw"; readonly reason: string }>;
  /** Cleans a README as `cleanCard` does, on another thread. Absent: `cleanCard` does. */
  readonly cleanCard?: (markdown: string, modelId: string) => Promise<ModelCard>;
  /** Those who sync this registry at the same time; absent: nobody else may. */
  readonly team?: SyncTeam;
  readonly signal?: AbortSignal | undefined;
}
