import { isDeepStrictEqual } from "node:util";
import type { JournalEntry } from "@hugginggpt/shared";
import { sharedPlace } from "../artifacts/artifact-files.js";
import { putShared } from "../artifacts/shared-artifact-store.js";
import { artifactsOf, recordedRun } from "../journal/recorded-run.js";
import { appendOnce } from "../journal/with-claim.js";
import type { ObjectStore } from "../objects/object-store.js";
import { wholeOf } from "../objects/object-store.js";
import { artifactReader, manifestOf } from "./run-files.js";
import type { RunStorage } from "./run-storage.js";

/** What a copy of runs holds, including what was there before. */
export interface CopiedRuns {
  readonly runs: number;
  readonly events: number;
  /** Files that runs made and were given, and cached results. */
  readonly files: number;
  /** Files that records name and that do not exist any more. */
  readonly missing: number;
  /** Runs that are being worked on, which were skipped. */
  readonly busy: readonly string[];
  /** Runs whose copy differs from its source. */
  readonly differences: readonly string[];
}

export interface CopyRunsOptions {
  /** Called before each run with the number of copied runs and the number of all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** The source's store of given files and cached results. */
  readonly files: ObjectStore;
}

/** The folders of given files and cached results. */
const FOLDERS = ["run-files", "results"];

/**
 * Copies the records of runs, oldest first, and, if the target has a shared store, their files into it. A second call
 * continues, without duplicates: a record is written whole or not at all.
 * @throws Fault as both storages do; the signal's reason.
 */
export async function copyRuns(
  from: RunStorage,
  to: RunStorage,
  { onProgress, signal, files: store }: CopyRunsOptions,
): Promise<CopiedRuns> {
  const all = (await from.runs.runs()).toReversed();
  const known = new Set(await to.runs.runs());
  const copied = { runs: 0, events: 0, files: 0, missing: 0 };
  const busy: string[] = [];
  const differences: string[] = [];
  for (const [done, run] of all.entries()) {
    signal?.throwIfAborted();
    onProgress(done, all.length);
    if (await from.runs.isClaimed(run)) {
      busy.push(run);
      continue;
    }
    const entries = await from.runs.entries(run);
    const files = to.artifacts ? await copyFiles(run, entries, from, to.artifacts) : null;
    const wanted = files ? entries.map((entry) => placedAt(entry, sharedPlace(run))) : entries;
    if (known.has(run)) await updateCopy(to, run, wanted);
    else await to.runs.begin(run, wanted);
    if (!startsWith(await to.runs.entries(run), wanted)) differences.push(run);
    copied.runs++;
    copied.events += entries.length;
    copied.files += files?.copied ?? 0;
    copied.missing += files?.missing ?? 0;
  }
  if (to.artifacts) copied.files += await copyObjects(store, to.artifacts, signal);
  onProgress(all.length, all.length);
  return { ...copied, busy, differences };
}

/** Updates a record that an earlier call copied: adds newer entries and the place of its files. */
async function updateCopy(to: RunStorage, run: string, wanted: readonly JournalEntry[]): Promise<void> {
  const there = await to.runs.entries(run);
  const out = wanted.flatMap(({ event }) =>
    event.type === "input-recorded" ? String(event.input.setup.out) : [],
  )[0];
  const isMoved = out !== undefined && !startsWith(wanted, there) && !startsWith(there, wanted);
  if (
    isMoved &&
    startsWith(
      wanted,
      there.map((entry) => placedAt(entry, out)),
    )
  ) {
    await to.runs.remove(run);
    return to.runs.begin(run, wanted);
  }
  if (there.length < wanted.length) await appendOnce(to.runs, run, wanted.slice(there.length));
}

/** Copies the files that a run made, each with its manifest entry. */
async function copyFiles(
  run: string,
  entries: readonly JournalEntry[],
  from: RunStorage,
  store: ObjectStore,
): Promise<{ readonly copied: number; readonly missing: number }> {
  const record = recordedRun(entries);
  if (!record) return { copied: 0, missing: 0 };
  const stored = { run, record, entries };
  const reader = artifactReader(stored, from);
  const manifest = await manifestOf(stored, from);
  let [copied, missing] = [0, 0];
  for (const { name } of artifactsOf(record)) {
    const content = await reader.open(name);
    if (content === null) {
      missing++;
      continue;
    }
    const entry = manifest.find(({ file }) => file === name) ?? null;
    await putShared(store, run, name, await wholeOf(content), entry);
    copied++;
  }
  return { copied, missing };
}

/** Returns an entry changed so that all files of its run are at one place. */
function placedAt(entry: JournalEntry, out: string): JournalEntry {
  const { event } = entry;
  if (event.type === "input-recorded") {
    const { earlier: _earlier, ...setup } = event.input.setup;
    return { ...entry, event: { ...event, input: { ...event.input, setup: { ...setup, out } } } };
  }
  if (event.type !== "run-resumed") return entry;
  const { moved: _moved, ...resumed } = event;
  return { ...entry, event: resumed };
}

async function copyObjects(from: ObjectStore, to: ObjectStore, signal?: AbortSignal): Promise<number> {
  let copied = 0;
  for (const folder of FOLDERS) {
    for await (const { key } of from.list(folder)) {
      signal?.throwIfAborted();
      // Skips unfinished objects.
      if (key.startsWith(`${folder}/.`)) continue;
      const content = await from.open(key);
      if (content === null) continue;
      await to.put(key, await wholeOf(content));
      copied++;
    }
  }
  return copied;
}

/** Whether a record begins with another. A record that continued in the database is longer than its source. */
function startsWith(record: readonly JournalEntry[], beginning: readonly JournalEntry[]): boolean {
  const asJson = (entries: readonly JournalEntry[]): unknown => JSON.parse(JSON.stringify(entries));
  return isDeepStrictEqual(asJson(record.slice(0, beginning.length)), asJson(beginning));
}
