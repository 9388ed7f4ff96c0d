import {
  describeError,
  type Emit,
  Fault,
  isFault,
  type JournalEntry,
  type RunEvent,
} from "@hugginggpt/shared";
import { type FilePlaces, sharedKey } from "../artifacts/artifact-files.js";
import { recoverArtifacts } from "../artifacts/recover-artifacts.js";
import { finishedOutcomes } from "../journal/finished-outcomes.js";
import { artifactsOf, type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { ReusedResults } from "../journal/reused-results.js";
import { RunLog } from "../journal/run-log.js";
import { type ObjectStore, placeOf } from "../objects/object-store.js";
import { loadResumeState } from "../replay/load-resume-state.js";
import type { OpenedRun } from "../run/live-run.js";
import type { ResumeState } from "../run/resume-state.js";
import type { RunInput } from "../run/run-input.js";
import type { RunReport } from "../run/run-report.js";
import { performRun } from "../run-request.js";
import type { RunStorage } from "./run-storage.js";
import { underClaim } from "./under-claim.js";

/** How a run is stored. */
export interface Keeping {
  /** Undefined: the run is not stored. */
  readonly storage: RunStorage | undefined;
  /** The place of the files that the run makes; see `RunSetupRecord`. */
  readonly out: string;
  /** The places of its files that are elsewhere, by name. */
  readonly earlier?: FilePlaces | undefined;
  /** Whether results of identical tasks of earlier runs are reused, and this run's are cached. */
  readonly cache: boolean;
  /** Its recorded entries; the run continues after them. Null: a new run. */
  readonly recorded: readonly JournalEntry[] | null;
}

/**
 * Performs a run, records its events, stores its input files, and reuses results if requested. A new run that cannot be
 * recorded continues without a record, with a warning.
 * @throws Fault RUN_LOCKED if another process has the run, RUN_TAKEN_OVER if one took it meanwhile, RUN_NOT_FOUND and
 * DISK for a resumed one, an AbortError if it was cancelled since it was read, and what a run throws.
 */
export async function keptRun(input: RunInput, keeping: Keeping, opened: OpenedRun): Promise<RunReport> {
  const { storage, recorded } = keeping;
  const { deps, notify } = opened;
  if (!storage) return performRun(input, deps);
  const log = await openLog(input.run, storage, recorded !== null, opened);
  const claimed = log && underClaim(log, opened);
  // Between the read and the claim another process may have worked on the run, or cancelled it.
  const entriesNow = async (before: readonly JournalEntry[]) => {
    if (log?.claim.recorded === before.length) return before;
    const now = await storage.runs.entries(input.run);
    if (now.slice(before.length).at(-1)?.event.type === "run-cancelled")
      throw new DOMException("the run was cancelled", "AbortError");
    return now;
  };
  // The result of the run matters more than a failure to finish its record.
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> | undefined => {
    closing ??= log?.close().catch((error: unknown) => {
      if (!isFault(error, "RUN_TAKEN_OVER")) warn(notify, "The record of this run is incomplete", error);
    });
    return closing;
  };
  try {
    const resumed = recorded ? await load(input, await entriesNow(recorded), keeping, opened) : null;
    // Nothing new is recorded of a run that has ended.
    const isOver = resumed?.record.status && resumed.state.answer;
    const reused = keeping.cache ? new ReusedResults(storage.results, (event) => emit(event)) : null;
    const emit: Emit = (event: RunEvent) => {
      if (log?.claim.lost.aborted) return;
      reused?.take(event);
      if (isOver) return notify(event);
      const passOn = () => deps.emit(event);
      if (log && storage.runs.shared) return log.record(event, passOn);
      log?.record(event);
      passOn();
    };
    const trouble = recorded ? [] : await keepFiles(storage, input);
    const report = await performRun(input, {
      ...deps,
      approve: claimed ? claimed.approve : deps.approve,
      emit,
      warnings: [...(deps.warnings ?? []), ...trouble],
      backends: reused ? deps.backends.map((backend) => reused.over(backend)) : deps.backends,
      flush: log ? () => log.flush() : deps.flush,
      resume: resumed?.state,
      runnable: resumed?.record.runnable ?? deps.runnable,
    });
    await reused?.settled();
    await close();
    log?.claim.lost.throwIfAborted();
    return report;
  } catch (error) {
    log?.claim.lost.throwIfAborted();
    if (claimed?.isCancelled()) log?.record({ type: "run-cancelled" });
    throw error;
  } finally {
    await close();
  }
}

async function openLog(
  run: string,
  storage: RunStorage,
  resumes: boolean,
  { deps, notify }: OpenedRun,
): Promise<RunLog | null> {
  try {
    return await RunLog.open(storage.runs, run, deps.clock);
  } catch (error) {
    if (resumes || !isFault(error, "DISK")) throw error;
    warn(notify, "This run is not recorded and cannot be resumed", error);
    return null;
  }
}

/**
 * Returns the finished part of a recorded run, reports it to followers, and removes unfinished files of its last
 * process. A task whose file is gone runs again, with its dependents and the answer.
 */
async function load(
  input: RunInput,
  entries: readonly JournalEntry[],
  keeping: Keeping,
  { deps, notify, countFrom }: OpenedRun,
) {
  const { run } = input;
  countFrom(entries.length);
  const found = recordedRun(entries);
  if (!found) throw new Fault("RUN_NOT_FOUND", `There is no record of ${run}`);
  const { outcomes, lost } = await finishedOutcomes(found, deps.artifacts);
  const record = lost.size > 0 ? { ...found, answer: null, status: null, error: null } : found;
  for (const [task, name] of lost) {
    const again = `task ${task} and what depends on it run again`;
    notify({ type: "warning", message: `${name} is missing or was changed: ${again}.` });
  }
  if (sharedKey(keeping.out, "") === null)
    await recoverArtifacts(keeping.out, run, new Set(artifactsOf({ outcomes }).map(({ name }) => name)));
  const resumed = loadResumeState(record, outcomes, input);
  const moved = record.status && resumed.answer ? undefined : movedTo(keeping, found);
  const state = { ...resumed, ...(moved ? { moved } : {}) };
  if (moved)
    notify({
      type: "warning",
      message: `New files of this run go to ${placeText(moved.out, keeping.storage?.artifacts ?? null)}, not where its record says.`,
    });
  if (record.plan) notify({ type: "plan-ready", plan: record.plan });
  if (record.plan) for (const [task, outcome] of outcomes) notify({ type: "task-ended", task, outcome });
  return { record, state };
}

/** Returns the new places of a run's files if its record names another place; else undefined. */
function movedTo({ out, earlier = {} }: Keeping, { input }: RecordedRun): ResumeState["moved"] {
  return input && input.setup.out !== out ? { out, earlier } : undefined;
}

/** Returns a place of files in readable form. */
function placeText(place: string, store: ObjectStore | null): string {
  const key = sharedKey(place, "");
  return store && key !== null ? placeOf(store, key) : place;
}

/** Stores copies of the given files. If that fails, returns a warning: the run continues, but cannot be resumed. */
async function keepFiles({ inputs }: RunStorage, { files }: RunInput): Promise<string[]> {
  try {
    for (const { bytes } of files) await inputs.put(bytes);
    return [];
  } catch (error) {
    return [`The given files could not be copied, so the run cannot be resumed: ${describeError(error)}`];
  }
}

function warn(emit: Emit, what: string, error: unknown): void {
  emit({ type: "warning", message: `${what}: ${describeError(error)}` });
}
