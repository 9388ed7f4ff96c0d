import { join } from "node:path";
import { type Clock, type RunStore, systemClock } from "@hugginggpt/shared";
import { FileShelf } from "../journal/file-shelf.js";
import { JsonlRunStore } from "../journal/jsonl-run-store.js";
import { ResultCache } from "../journal/result-cache.js";

/** Where runs are kept. */
export interface RunStorage {
  /** Their events. */
  readonly runs: RunStore;
  /** Copies of the files that they were given. */
  readonly inputs: FileShelf;
  /** Results that identical tasks of later runs may reuse. */
  readonly results: ResultCache;
}

/** Returns where the runs of a home directory are kept. `secrets`: what never gets into a journal. */
export function openRunStorage(
  home: string,
  {
    secrets = [],
    clock = systemClock,
  }: { readonly secrets?: readonly string[]; readonly clock?: Clock } = {},
): RunStorage {
  return {
    runs: new JsonlRunStore(join(home, "runs"), { secrets }),
    inputs: new FileShelf(join(home, "run-files"), clock),
    results: new ResultCache(join(home, "results"), clock),
  };
}
