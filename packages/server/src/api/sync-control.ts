import type { SyncEvent, SyncReport } from "@hugginggpt/shared";

/** How the sync of the registry stands. */
export interface SyncState {
  readonly state: "idle" | "running";
  /** The latest event of the sync that runs; null if none runs. */
  readonly progress: SyncEvent | null;
  /** What the last sync of this server came to; null before the first. */
  readonly last: SyncReport | { readonly error: string } | null;
}

/** Starts and stops syncs of the registry, one at a time. */
export interface SyncControl {
  state(): SyncState;
  /** Starts a sync. @throws Fault REGISTRY_LOCKED if one runs, here or in another process. */
  start(): Promise<void>;
  /** Stops the sync that runs and waits for its end; the next one continues from there. Returns false if none runs. */
  stop(): Promise<boolean>;
}
