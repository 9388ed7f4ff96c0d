import { join } from "node:path";
import { type Clock, type RunStore, systemClock } from "@hugginggpt/shared";
import { FileShelf } from "../journal/file-shelf.js";
import { JsonlRunStore } from "../journal/jsonl-run-store.js";
import { ResultCache } from "../journal/result-cache.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import type { ObjectStore } from "../objects/object-store.js";

/** The storage of runs. */
export interface RunStorage {
  /** Events of runs. */
  readonly runs: RunStore;
  /** Copies of the files given to runs. */
  readonly inputs: FileShelf;
  /** Results that identical tasks of later runs can reuse. */
  readonly results: ResultCache;
  /** The store of the files that runs make, shared by all machines; null: they are in directories of this machine. */
  readonly artifacts: ObjectStore | null;
}

export interface StorageOptions {
  /** Secrets, which are never written to a journal. */
  readonly secrets?: readonly string[];
  readonly clock?: Clock;
  /** The store of given files, made files and cached results, shared by all machines. Null: the home. */
  readonly artifacts?: ObjectStore | null;
}

/** Returns the storage of the runs of a home directory. */
export function openRunStorage(
  home: string,
  { secrets = [], clock = systemClock, artifacts = null }: StorageOptions = {},
): RunStorage {
  const files = artifacts ?? new FolderObjectStore(home, clock);
  return {
    runs: new JsonlRunStore(join(home, "runs"), { secrets }),
    inputs: new FileShelf(files, "run-files", clock),
    results: new ResultCache(files, "results", clock),
    artifacts,
  };
}
