import type { SyncDeps } from "./sync-options.js";
import type { Tally } from "./tally.js";

const NAME = "links";

/**
 * Links copies to their base models if records or cards changed in this turn, or in an earlier one that ended before
 * this step. `wasDone` is the result of `linksBegin` at the beginning of the turn.
 */
export async function linkStep(
  { store }: Pick<SyncDeps, "store">,
  { models, cards }: Tally,
  wasDone: boolean,
): Promise<void> {
  const changed =
    models.added + models.updated + models.removed + cards.fetched + cards.missing + cards.gated;
  if (!wasDone || changed > 0) await store.linkCopies();
  await store.note(NAME, "done");
}

/** Notes that links may be out of date from now on; returns whether they were not until now. */
export async function linksBegin({ store }: Pick<SyncDeps, "store">): Promise<boolean> {
  const wasDone = (await store.noted(NAME)) === "done";
  if (wasDone) await store.note(NAME, "due");
  return wasDone;
}
