import { Fault, type RunStore } from "@hugginggpt/shared";

/** Ids that are listed where several would do. */
const LISTED = 5;

/**
 * Returns the id of a run by itself, by its beginning, or by `last`: the latest that has begun.
 * @throws Fault RUN_NOT_FOUND where there is none, USAGE where several begin so.
 */
export async function findRun(store: RunStore, wanted: string): Promise<string> {
  const ids = await store.runs();
  const found = wanted === "last" ? await lastBegun(store, ids) : ids.filter((id) => id.startsWith(wanted));
  const [only, another] = ids.includes(wanted) ? [wanted] : found;
  if (only === undefined) {
    throw new Fault("RUN_NOT_FOUND", `There is no run ${wanted}`, {
      next: ids.length > 0 ? "`hugginggpt runs list` shows them." : "No run is kept here yet.",
    });
  }
  if (another === undefined) return only;
  throw new Fault("USAGE", `${found.length} runs begin with ${wanted}`, {
    wanted: found.slice(0, LISTED).join(", "),
    came: wanted,
    next: "Give more of the id.",
  });
}

/** A run that was ended before its first line is there by its directory only. */
async function lastBegun(store: RunStore, ids: readonly string[]): Promise<string[]> {
  for (const id of ids) if ((await store.entries(id)).length > 0) return [id];
  return [];
}
