import type { SyncEvent, SyncReport } from "@hugginggpt/shared";

/** The state of the registry's sync. */
export interface SyncState {
  readonly state: "idle" | "running";
  /** The latest event of the running sync; null if none is running. */
  readonly progress: SyncEvent | null;
  /** The result of this server's last sync; null before the first. */
  readonly last: SyncReport | { readonly error: string } | null;
}

/** Starts and stops syncs of the registry, one at a time. */
export interface SyncControl {
  state(): SyncState;
  /** Starts a sync. @throws Fault REGISTRY_LOCKED if one runs, here or in another process. */
  start(): Promise<void>;
  /** Stops the running sync and waits for its end; the next one continues there. Returns false if none is running. */
  stop(): Promise<boolean>;
}
