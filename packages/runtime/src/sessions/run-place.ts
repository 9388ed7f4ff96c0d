import { join } from "node:path";
import type { ArtifactStore, Clock } from "@hugginggpt/shared";
import { sharedPlace } from "../artifacts/artifact-files.js";
import { DirectoryArtifactStore } from "../artifacts/directory-artifact-store.js";
import { SharedArtifactStore } from "../artifacts/shared-artifact-store.js";
import type { RunSetupRecord } from "./run-setup.js";
import type { RunStorage } from "./run-storage.js";
import { runFolder } from "./stored-run.js";

/** The shared store of files, if there is one. */
export type Shared = Pick<RunStorage, "artifacts">;

/** Returns the store of a run's files, at the place that its setup names. */
export function artifactStore(
  run: string,
  { out, earlier }: Pick<RunSetupRecord, "out" | "earlier">,
  storage: Shared | undefined,
  clock: Pick<Clock, "now">,
): ArtifactStore {
  const shared = storage?.artifacts;
  return shared && out === sharedPlace(run)
    ? new SharedArtifactStore(shared, { run, clock, earlier })
    : new DirectoryArtifactStore(out, { run, clock, earlier });
}

/** Returns the place of a new run's files: in the shared store if there is one, else a directory. */
export function placeFor(
  run: string,
  given: string | undefined,
  { outputs, storage }: { readonly outputs: string; readonly storage: Shared | undefined },
): string {
  return storage?.artifacts ? sharedPlace(run) : (given ?? join(outputs, runFolder(run)));
}
