import { join } from "node:path";
import { type Clock, type RunStore, systemClock } from "@hugginggpt/shared";
import { FileShelf } from "../journal/file-shelf.js";
import { JsonlRunStore } from "../journal/jsonl-run-store.js";
import { ResultCache } from "../journal/result-cache.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import type { ObjectStore } from "../objects/object-store.js";

/** Where runs are kept. */
export interface RunStorage {
  /** Their events. */
  readonly runs: RunStore;
  /** Copies of the files that they were given. */
  readonly inputs: FileShelf;
  /** Results that identical tasks of later runs may reuse. */
  readonly results: ResultCache;
  /** Where the files that they make lie for all machines; null: in folders of this machine. */
  readonly artifacts: ObjectStore | null;
}

export interface StorageOptions {
  /** What never gets into a journal. */
  readonly secrets?: readonly string[];
  readonly clock?: Clock;
  /** Where files are for all machines: those that runs are given, those that they make, and kept results. Null: at home. */
  readonly artifacts?: ObjectStore | null;
}

/** Returns where the runs of a home directory are kept. */
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
