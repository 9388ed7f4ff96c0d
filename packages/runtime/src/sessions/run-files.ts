import { dirname, join } from "node:path";
import type { ArtifactReader } from "@hugginggpt/shared";
import { ArtifactFiles, type FilePlaces } from "../artifacts/artifact-files.js";
import type { ManifestEntry } from "../artifacts/manifest.js";
import { manifestsIn } from "../artifacts/manifest-file.js";
import { artifactsOf } from "../journal/recorded-run.js";
import { type RunSetupRecord, readSetup, SETUP } from "./run-setup.js";
import { runFolder, type StoredRun } from "./stored-run.js";

/** Returns what reads the files of a recorded run, those included that it took over from an earlier one. */
export function artifactReader({ record }: Pick<StoredRun, "record">): ArtifactReader {
  const { data } = SETUP.pick({ out: true, earlier: true }).partial().safeParse(record.input?.setup);
  return new ArtifactFiles(data?.out ?? null, data?.earlier);
}

/**
 * Returns a run's setup as it counts here. Whoever made the record chose the directory for the files; it is written to only
 * where it is `given` now, the run's own among `outputs`, or holds the run's manifest. Otherwise the run's own is taken, and
 * the files that it has are read where they lie.
 * @throws Fault INPUT_UNREADABLE as `readSetup` does.
 */
export async function setupHere(
  stored: StoredRun,
  given: string | undefined,
  outputs: string,
): Promise<RunSetupRecord> {
  const setup = readSetup(stored);
  const own = given ?? join(outputs, runFolder(stored.run));
  if (setup.out === own || (given === undefined && (await holdsManifest(setup.out, stored.run))))
    return setup;
  return { ...setup, out: own, earlier: placesOf(stored) };
}

async function holdsManifest(dir: string, run: string): Promise<boolean> {
  for await (const { manifest } of manifestsIn(dir)) if (manifest.run === run) return true;
  return false;
}

/** Returns the directories of a run's files, by their names. */
export function placesOf(stored: Pick<StoredRun, "record">): FilePlaces {
  const reader = artifactReader(stored);
  const paths = artifactsOf(stored.record).map(({ name }) => [name, reader.pathOf(name)] as const);
  return Object.fromEntries(paths.flatMap(([name, path]) => (path === null ? [] : [[name, dirname(path)]])));
}

/**
 * Returns what made each file of a recorded run, as the manifests beside the files say; a file that no manifest names is
 * left out. @throws the system's error where a manifest is there and cannot be read.
 */
export async function manifestOf(stored: Pick<StoredRun, "record">): Promise<ManifestEntry[]> {
  const listed: ManifestEntry[] = [];
  for (const dir of new Set(Object.values(placesOf(stored))))
    for await (const { manifest } of manifestsIn(dir)) listed.push(...manifest.files);
  return artifactsOf(stored.record).flatMap(({ name, sha256 }) => {
    const entry = listed.find((one) => one.file === name && one.sha256 === sha256);
    return entry ? [entry] : [];
  });
}
