import { Background, type SyncOptions, syncRegistry } from "@hugginggpt/indexer";
import { type SyncEvent, type SyncReport, systemClock } from "@hugginggpt/shared";
import type { ConfigFlags } from "../config/configuration.js";
import type { CliContext } from "../program/cli-context.js";
import { openHome, priceSource } from "./open-home.js";

/** Whether a sync lists models of every task. If it does not, the starter set provides some for the others. */
function fetchesEveryTask({ tasks, authors = [], limit, only = [] }: SyncOptions): boolean {
  const lists = only.length === 0 || only.includes("listing");
  return lists && limit === undefined && tasks.length + authors.length === 0;
}

/**
 * Opens the registry, syncs once under the writer lock (or together with others where machines share it), and closes
 * it, so that others can write between turns.
 * @throws Fault REGISTRY_LOCKED while another process writes, and what opening and syncing throw.
 */
export async function syncTurn(
  wanted: SyncOptions,
  options: ConfigFlags,
  context: CliContext,
  show: (event: SyncEvent) => void,
): Promise<SyncReport> {
  const background = new Background();
  const home = await openHome(
    {
      ...options,
      bare: fetchesEveryTask(wanted),
      onWait: (purpose, ms, why) => show({ type: "waiting", purpose, ms, ...(why && { why }) }),
    },
    context,
  );
  let unlock: (() => Promise<void>) | undefined;
  try {
    unlock = home.team ? undefined : await home.lock();
    return await syncRegistry(wanted, {
      http: home.http,
      store: home.store,
      embedder: background.embedder(home.embedder),
      cleanCard: background.cleanCard,
      clock: systemClock,
      emit: show,
      publishIndex: home.publishIndex,
      hub: { endpoint: home.settings.hfEndpoint, token: home.settings.hfToken },
      ...priceSource(home.settings),
      ...(home.team ? { team: home.team } : {}),
      signal: context.signal,
    });
  } finally {
    await background.close();
    await unlock?.();
    await home.close();
  }
}
