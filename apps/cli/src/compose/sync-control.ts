import type { SyncControl, SyncState } from "@hugginggpt/server";
import { describeError, Fault, isFault } from "@hugginggpt/shared";
import type { ConfigFlags } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { syncOptionsOf } from "../program/sync-flags.js";
import { syncTurn } from "./sync-turn.js";

/** Returns a control that runs syncs in this process, with the default scope of `indexer sync`. */
export function syncControl(options: ConfigFlags, context: CliContext): SyncControl {
  let state: SyncState = { state: "idle", progress: null, last: null };
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  const sync = async (stop: AbortController): Promise<void> => {
    const signal = AbortSignal.any([context.signal, stop.signal]);
    try {
      const wanted = syncOptionsOf({ scope: "recommended", cards: "all" });
      const last = await syncTurn(wanted, options, { ...context, signal }, (progress) => {
        state = { ...state, progress };
      });
      state = { state: "idle", progress: null, last };
    } catch (error) {
      if (!isFault(error) && !signal.aborted) throw error;
      state = { state: "idle", progress: null, last: { error: describeError(error) } };
    } finally {
      running = null;
    }
  };
  return {
    state: () => state,
    start: async () => {
      if (running)
        throw new Fault("REGISTRY_LOCKED", "A sync is running", { next: "Wait for it, or stop it." });
      const stop = new AbortController();
      state = { ...state, state: "running", progress: null };
      running = { stop, ended: sync(stop) };
    },
    stop: async () => {
      const current = running;
      current?.stop.abort(new DOMException("the sync was stopped", "AbortError"));
      await current?.ended;
      return current !== null;
    },
  };
}
