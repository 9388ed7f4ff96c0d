import { FileShelf, JsonlRunStore, ResultCache } from "@hugginggpt/runtime";
import { type RunStore, type Settings, secretsOf, systemClock } from "@hugginggpt/shared";
import type { HomeFiles } from "./home.js";

/** Where runs are kept. */
export interface RunKeeping {
  readonly store: RunStore;
  /** Copies of the files that runs were given. */
  readonly shelf: FileShelf;
  /** Results that `--cache` reuses. */
  readonly results: ResultCache;
}

/** Returns where the runs of a home are kept; no secret of the settings gets there. */
export function runKeeping({ runs, runFiles, results }: HomeFiles, settings: Settings): RunKeeping {
  return {
    store: new JsonlRunStore(runs, { secrets: secretsOf(settings) }),
    shelf: new FileShelf(runFiles, systemClock),
    results: new ResultCache(results, systemClock),
  };
}
