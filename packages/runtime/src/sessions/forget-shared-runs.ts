import type { RunChoice, RunFile, RunPruning } from "@hugginggpt/shared";
import { isArtifactName, sharedKey, sharedPlace } from "../artifacts/artifact-files.js";
import { entryKey } from "../artifacts/shared-artifact-store.js";
import { type ObjectStore, placeOf } from "../objects/object-store.js";

/** Runs that were deleted, or would be. */
export interface Forgotten {
  readonly forgotten: readonly string[];
  /** Runs that should have been deleted and were not, with the reasons. */
  readonly kept: readonly { readonly run: string; readonly why: string }[];
  /** Hashes of the files that the remaining runs were given; null if some are unknown. */
  readonly given: ReadonlySet<string> | null;
}

/** How many files are removed at the same time. */
const AT_ONCE = 16;

export const FOREIGN = "its record does not begin with its id";
export const BUSY = "a process is working on it";

/** Deletes the chosen runs of a shared store, a page at a time. */
export async function forgetSharedRuns(
  pruning: RunPruning,
  choice: RunChoice,
  dryRun: boolean,
): Promise<Forgotten> {
  const forgotten: string[] = [];
  const kept: { readonly run: string; readonly why: string }[] = [];
  for await (const page of pruning.chosen(choice)) {
    const ours = page.filter(({ isOurs }) => isOurs);
    const busy = dryRun
      ? ours.flatMap(({ run, isClaimed }) => (isClaimed ? [run] : []))
      : await pruning.forget(ours.map(({ run }) => run));
    for (const { run, isOurs } of page) {
      if (!isOurs) kept.push({ run, why: FOREIGN });
      else if (busy.includes(run)) kept.push({ run, why: BUSY });
      else forgotten.push(run);
    }
  }
  return { forgotten, kept, given: await pruning.given(dryRun ? forgotten : []) };
}

/**
 * Removes the files of deleted runs from the shared store, including those left by an earlier call that was killed, and
 * returns their places. `forgotten`: with `dryRun`, the runs that would be deleted.
 * @throws Fault as the store does; the next call removes the rest.
 */
export async function removeLeftFiles(
  store: ObjectStore,
  pruning: RunPruning,
  { forgotten, dryRun }: { readonly forgotten: readonly string[]; readonly dryRun: boolean },
): Promise<string[]> {
  const removed: string[] = [];
  for await (const page of pruning.left(dryRun ? forgotten : [])) {
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const files = page.slice(at, at + AT_ONCE);
      const keys = files.map(keysOf);
      if (!dryRun) {
        await Promise.all(keys.flat().map((key) => store.remove(key)));
        await pruning.removed(files);
      }
      removed.push(...keys.flatMap(([key]) => (key === undefined ? [] : [placeOf(store, key)])));
    }
  }
  return removed;
}

/** Returns the keys of a file and of its manifest entry; none if the name is not one of a run's file. */
function keysOf({ run, name }: RunFile): string[] {
  const place = sharedPlace(run);
  const key = isArtifactName(name) ? sharedKey(place, name) : null;
  return key === null ? [] : [key, entryKey(place, name)];
}
