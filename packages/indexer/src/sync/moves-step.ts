import { isPublic, modelRecord } from "../hub/model-record.js";
import { readModel } from "../hub/read-model.js";
import type { SyncDeps } from "./sync-options.js";

/**
 * Gives redirected models their new ids and records, including redirects learnt in an earlier turn. A model that has
 * since disappeared stays until a full pass removes it.
 */
export async function movesStep({
  http,
  hub,
  store,
  emit,
  signal,
}: Pick<SyncDeps, "http" | "hub" | "store" | "emit" | "signal">): Promise<void> {
  for (const { from, to } of await store.moves()) {
    signal?.throwIfAborted();
    const model = await readModel(http, hub, to, signal);
    if (!model || !isPublic(model) || model.id.toLowerCase() === from.toLowerCase()) {
      await store.forgetMove(from);
      continue;
    }
    await store.moveModel(from, modelRecord(model));
    emit({ type: "model-moved", from, to: model.id });
  }
}
