import { type Clock, DEFAULT_PROMPTS, NO_CAPS, type RunCaps } from "@hugginggpt/shared";
import { SharedArtifactStore } from "../artifacts/shared-artifact-store.js";
import { type LiveRun, type OpenedRun, openRun, type RunSetup } from "../run/live-run.js";
import type { RunDeps, RunInput } from "../run/run-input.js";
import type { RunReport } from "../run/run-report.js";
import { keptRun } from "./kept-run.js";
import { type RunReach, reachRuns } from "./reach-runs.js";
import { firstEvents } from "./record-input.js";
import { rerunEntries } from "./rerun-entries.js";
import { artifactStore, placeFor } from "./run-place.js";
import type { RunSetupRecord } from "./run-setup.js";
import type { RunStorage } from "./run-storage.js";
import { findRun, newRunId, type StoredRun } from "./stored-run.js";

/** How a caller follows a run. */
export type RunFollowing = Pick<RunSetup, "signal" | "emit" | "streamAnswer">;

/** How a run is resumed. */
export interface Resuming extends RunFollowing {
  /**
   * Directory for new files; by default the recorded one if it holds files of the run, else one of its own in
   * `outputs`. With a shared store, files go there and are copied to the directory.
   */
  readonly out?: string | undefined;
}

/** A request with its options; the runtime's apply for those left out. */
export interface WantedRun extends Partial<Omit<RunInput, "request" | "caps">> {
  readonly request: string;
  readonly caps?: Partial<RunCaps>;
}

/** A request, and how its run is followed. */
export interface RuntimeRequest extends WantedRun, RunFollowing {
  /** Whether the plan waits for approval before it is executed. */
  readonly asks?: boolean;
  /**
   * Directory for the files that it makes; by default one of its own in `outputs`. With a shared store, files go there,
   * and are copied to the directory, if one is given, when the run has ended.
   */
  readonly out?: string | undefined;
  /** Whether results of identical tasks of earlier runs are reused, and this run's are cached. Needs `storage`. */
  readonly cache?: boolean | undefined;
  /** Other options of the runtime that a resumed run needs again. */
  readonly setup?: Omit<RunSetupRecord, "out" | "asks" | "cache" | "earlier">;
}

/** Where a rerun starts. */
export interface RerunFrom {
  readonly task: number;
  /** Another of the task's candidates; absent: the chosen one. */
  readonly model?: string | undefined;
  /** Directory for the files that it makes; by default one of its own in `outputs`. */
  readonly out?: string | undefined;
}

/** Starts, resumes, watches and ends runs. Without a storage, only live runs are known. */
export interface Sessions extends RunReach {
  /** Starts to work on a request; see `runRequest`. The runtime's options apply for those left out. */
  run(request: string | RuntimeRequest): LiveRun;
  /**
   * Records a run with its input files, without starting it, and returns its id: `resume` starts it, in this process or
   * another. An existing record is not changed. @throws Fault DISK.
   */
  prepare(request: RuntimeRequest): Promise<string>;
  /**
   * Continues a stored run where its record ends. The plan is proposed again if it needs approval and nothing was
   * executed yet. The author of the record cannot add to the prompts, decide where files are written, or loosen a cap:
   * the runtime's prompts apply, the tighter of the caps, and the directory as `Resuming` says.
   * @throws Fault INPUT_UNREADABLE if the record or a kept file is damaged.
   */
  resume(stored: StoredRun, follow?: Resuming): Promise<LiveRun>;
  /**
   * Repeats the plan of a run from a task on, as a new run that keeps the results of the others.
   * @throws Fault USAGE if the run has no such task or the task no such candidate, and as `resume` does.
   */
  rerun(stored: StoredRun, from: RerunFrom, follow?: RunFollowing): Promise<LiveRun>;
  /** Records such a run, as `prepare` does, and returns its id. */
  prepareRerun(stored: StoredRun, from: RerunFrom): Promise<string>;
  /** Returns a run in progress in this process; null if none has this id. */
  live(run: string): LiveRun | null;
}

/** The parts of sessions. */
export interface SessionSetup {
  /** The dependencies that all runs share. */
  readonly deps: Omit<RunDeps, "emit" | "signal" | "artifacts">;
  /** Returns a run's input: the request with the runtime's options for those left out. */
  readonly inputOf: (request: WantedRun) => RunInput;
  readonly storage: RunStorage | undefined;
  readonly outputs: string;
  readonly clock: Clock;
}

/** Returns sessions made of these parts. */
export function createSessions(made: SessionSetup): Sessions {
  const { deps, storage, outputs, clock } = made;
  const underWay = new Map<string, LiveRun>();
  /** Opens a run with the store of its files. */
  const openIn = (input: RunInput, setup: RunSetupRecord, follow: RunFollowing & Pick<RunSetup, "asks">) => {
    const artifacts = artifactStore(input.run, setup, storage, clock);
    return openRun(input.run, { ...deps, asks: setup.asks, ...follow, artifacts, setup });
  };
  const watched = (live: LiveRun): LiveRun => {
    underWay.set(live.id, live);
    const forget = (): void => void underWay.delete(live.id);
    live.report.then(forget, forget);
    return live;
  };
  const sessions: Sessions = {
    run: (given) => {
      const { input, record, follow, out } = wantedOf(given, made);
      const opened = openIn(input, record, follow);
      const report = keptRun(input, { storage, recorded: null, ...record }, opened);
      return watched(opened.follow(copied(report, opened, out, made)));
    },
    prepare: async (given) => {
      const { input, record } = wantedOf(given, made);
      const { runs, inputs } = kept(storage);
      for (const { bytes } of input.files) await inputs.put(bytes);
      const at = clock.now();
      const first = firstEvents(input, { ...deps, setup: record }).map((event) => ({ at, event }));
      await runs.begin(input.run, first);
      return input.run;
    },
    resume: async (stored, { out, ...follow } = {}) => {
      const { setupHere } = await import("./run-files.js");
      const setup = await setupHere(stored, out, { outputs, storage });
      const input = await inputAgain(stored, storage, made.inputOf({ request: "" }));
      const opened = openIn(input, setup, { ...follow, asks: setup.asks && !stored.record.executing });
      opened.countFrom(stored.entries.length);
      const report = keptRun(input, { storage, recorded: stored.entries, ...setup }, opened);
      return watched(opened.follow(copied(report, opened, out, made)));
    },
    rerun: async (stored, from, follow) => {
      const run = await sessions.prepareRerun(stored, from);
      return sessions.resume(await findRun(kept(storage).runs, run), { ...follow, out: from.out });
    },
    prepareRerun: async (stored, { task, model, out }) => {
      const now = clock.now();
      const run = newRunId(now);
      const { placesOf } = await import("./run-files.js");
      const earlier = await placesOf(stored, kept(storage));
      const setup = { out: placeFor(run, out, { outputs, storage }), earlier };
      await kept(storage).runs.begin(run, rerunEntries(stored.entries, { run, task, model, now, setup }));
      return run;
    },
    live: (run) => underWay.get(run) ?? null,
    ...reachRuns((run) => sessions.live(run), made),
  };
  return sessions;
}

/** Copies the files of a run from the shared store to `out` once it has ended. */
async function copied(
  ended: Promise<RunReport>,
  { deps: { artifacts } }: OpenedRun,
  out: string | undefined,
  { storage, clock }: SessionSetup,
): Promise<RunReport> {
  const report = await ended;
  if (!storage || out === undefined || !(artifacts instanceof SharedArtifactStore)) return report;
  const { copyRunFiles } = await import("./run-files.js");
  const stored = await findRun(storage.runs, report.run);
  artifacts.noteCopies(await copyRunFiles(stored, storage, out, clock));
  return report;
}

/** Returns a request's input, its setup for the record, and how it is followed. */
function wantedOf(given: string | RuntimeRequest, { inputOf, outputs, storage }: SessionSetup) {
  const wanted: RuntimeRequest = typeof given === "string" ? { request: given } : given;
  const { signal, emit, streamAnswer, out, asks = false, cache = false, setup, ...request } = wanted;
  const input = inputOf(request);
  const record = { ...setup, out: placeFor(input.run, out, { outputs, storage }), asks, cache };
  return { input, record, follow: { signal, emit, streamAnswer }, out };
}

/** Returns the input of a recorded run, with the runtime's prompts and the tighter caps. */
async function inputAgain(
  { record }: StoredRun,
  storage: RunStorage | undefined,
  { prompts = DEFAULT_PROMPTS, caps }: RunInput,
): Promise<RunInput> {
  const { restoredInput } = await import("../replay/restored-input.js");
  const recorded = await restoredInput(record, async (hash) => (await storage?.inputs.get(hash)) ?? null);
  return { ...recorded, prompts, caps: tighter(recorded.caps, caps) };
}

/** Returns the tighter of each two caps, and the higher of the two assumed costs of a call. */
function tighter(one: RunCaps = NO_CAPS, other: RunCaps = NO_CAPS): RunCaps {
  const of = (name: keyof RunCaps, pick: (...values: number[]) => number): number | null => {
    const values = [one[name], other[name]].filter((value) => value !== null);
    return values.length === 0 ? null : pick(...values);
  };
  const { min, max } = Math;
  return {
    maxCost: of("maxCost", min),
    maxCalls: of("maxCalls", min),
    maxMs: of("maxMs", min),
    assumeCost: of("assumeCost", max),
  };
}

function kept(storage: RunStorage | undefined): RunStorage {
  if (storage) return storage;
  throw new Error("Internal error: runs are not kept here");
}
