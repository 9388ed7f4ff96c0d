import { type Clock, isFault, type RunChoice } from "@hugginggpt/shared";
import { recordedRun } from "../journal/recorded-run.js";
import { isOwnRunId } from "../journal/store-rules.js";
import { BUSY, FOREIGN, type Forgotten, forgetSharedRuns, removeLeftFiles } from "./forget-shared-runs.js";
import type { RunStorage } from "./run-storage.js";

/** Which runs are deleted: those that either option selects. */
export interface Pruning {
  /** Runs that started more than this many milliseconds ago, and cached results of that age. */
  readonly olderThan?: number | undefined;
  /** Runs other than this many latest ones. */
  readonly keep?: number | undefined;
  /** Whether to change nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What was pruned, or would be. */
export interface Pruned extends Pick<Forgotten, "forgotten" | "kept"> {
  /** Paths of copies of given files that no remaining run names. */
  readonly copies: readonly string[];
  /** Paths of cached results that are too old. */
  readonly results: readonly string[];
  /** Places of files of deleted runs in the shared store; only with a database. */
  readonly made: readonly string[];
}

interface Known {
  readonly run: string;
  /** Null for a run that was killed before it started. */
  readonly startedAt: number | null;
  /** Hashes of the files given to it. */
  readonly inputs: readonly string[];
  /** Why it may not be deleted; null if it is provably a run of ours. */
  readonly why: string | null;
}

/**
 * Deletes runs, and the copies of files that no run names any more. Only what is provably a run of this program is
 * deleted: its record begins with its own id, or it has none and its name has the form of our ids. While a record
 * cannot be read, no copy is deleted. @throws Fault DISK.
 */
export async function pruneRuns(storage: RunStorage, wanted: Pruning, clock: Clock): Promise<Pruned> {
  const { olderThan, keep, dryRun = false } = wanted;
  const { runs, inputs, results, artifacts } = storage;
  const pruning = runs.shared?.pruning;
  const before = olderThan === undefined ? undefined : clock.now() - olderThan;
  const { forgotten, kept, given } = pruning
    ? await forgetSharedRuns(pruning, { before, keep }, dryRun)
    : await forgetRuns(storage, { before, keep }, dryRun);
  return {
    forgotten,
    kept,
    copies: given ? await inputs.sweep(given, dryRun) : [],
    results: olderThan === undefined ? [] : await results.sweep(olderThan, dryRun),
    made: pruning && artifacts ? await removeLeftFiles(artifacts, pruning, { forgotten, dryRun }) : [],
  };
}

/** Deletes the chosen runs of this machine. */
async function forgetRuns(
  storage: RunStorage,
  { before, keep }: RunChoice,
  dryRun: boolean,
): Promise<Forgotten> {
  const { runs } = storage;
  const known = await Promise.all((await runs.runs()).map((run) => knownOf(run, storage)));
  const chosen = known.filter(
    ({ startedAt }, place) =>
      (keep !== undefined && place >= keep) ||
      (before !== undefined && startedAt !== null && startedAt < before),
  );
  const kept = chosen.flatMap(({ run, why }) => (why === null ? [] : [{ run, why }]));
  const forgotten: string[] = [];
  for (const { run } of chosen.filter(({ why }) => why === null)) {
    const isBusy = dryRun ? await runs.isClaimed(run) : !(await isRemoved(run, storage));
    if (isBusy) kept.push({ run, why: BUSY });
    else forgotten.push(run);
  }
  const named = new Set(known.filter(({ run }) => !forgotten.includes(run)).flatMap((one) => one.inputs));
  const isReadable = known.every(({ why }) => why === null);
  return { forgotten, kept, given: isReadable ? named : null };
}

async function knownOf(run: string, { runs }: RunStorage): Promise<Known> {
  const nothing = { run, startedAt: null, inputs: [] };
  try {
    const entries = await runs.entries(run);
    const record = recordedRun(entries);
    const isOurs = record ? record.run === run : entries.length === 0 && isOwnRunId(run);
    if (!isOurs) return { ...nothing, why: FOREIGN };
    if (!record) return { ...nothing, why: null };
    const { startedAt, input } = record;
    return { run, startedAt, inputs: (input?.files ?? []).map(({ sha256 }) => sha256), why: null };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { ...nothing, why: error.message };
  }
}

/** Removes a run; false if a process works on it. */
async function isRemoved(run: string, { runs }: RunStorage): Promise<boolean> {
  try {
    await runs.remove(run);
    return true;
  } catch (error) {
    if (isFault(error, "RUN_LOCKED")) return false;
    throw error;
  }
}
