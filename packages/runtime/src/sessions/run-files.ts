import { type Clock, Fault } from "@hugginggpt/shared";
import { ArtifactFiles, type FilePlaces, sharedKey } from "../artifacts/artifact-files.js";
import { DirectoryArtifactStore } from "../artifacts/directory-artifact-store.js";
import type { ManifestEntry } from "../artifacts/manifest.js";
import { manifestsIn } from "../artifacts/manifest-file.js";
import { sharedEntry } from "../artifacts/shared-artifact-store.js";
import { artifactsOf } from "../journal/recorded-run.js";
import { wholeOf } from "../objects/object-store.js";
import { placeFor, type Shared } from "./run-place.js";
import { type RunSetupRecord, readSetup, SETUP } from "./run-setup.js";
import type { StoredRun } from "./stored-run.js";

type Recorded = Pick<StoredRun, "record">;

/** Returns a reader of a recorded run's files, including those that it took over from an earlier run. */
export function artifactReader({ record }: Recorded, { artifacts: store }: Shared): ArtifactFiles {
  const { data } = SETUP.pick({ out: true, earlier: true }).partial().safeParse(record.input?.setup);
  return new ArtifactFiles({ place: data?.out ?? null, earlier: data?.earlier, store });
}

/**
 * Returns a run's setup as it applies here. The author of the record chose the place for the files; it is used for
 * writing only if it is `given` now, is the run's own among `outputs` or in the shared store, or holds the run's
 * manifest. Otherwise the run's own place is used, and existing files are read where they are.
 * @throws Fault INPUT_UNREADABLE as `readSetup` does.
 */
export async function setupHere(
  stored: StoredRun,
  given: string | undefined,
  where: { readonly outputs: string; readonly storage: Shared | undefined },
): Promise<RunSetupRecord> {
  const setup = readSetup(stored);
  const { storage } = where;
  const own = placeFor(stored.run, given, where);
  if (setup.out === own) return setup;
  const mayStay = given === undefined && !storage?.artifacts && sharedKey(setup.out, "") === null;
  if (mayStay && (await holdsManifest(setup.out, stored.run))) return setup;
  return { ...setup, out: own, earlier: await placesOf(stored, { artifacts: storage?.artifacts ?? null }) };
}

async function holdsManifest(dir: string, run: string): Promise<boolean> {
  for await (const { manifest } of manifestsIn(dir)) if (manifest.run === run) return true;
  return false;
}

/** Returns the places of a run's existing files by name. @throws as `ArtifactFiles.open`. */
export async function placesOf(stored: Recorded, storage: Shared): Promise<FilePlaces> {
  const files = artifactReader(stored, storage);
  const places: Record<string, string> = {};
  for (const { name } of artifactsOf(stored.record)) {
    const place = await files.findPlace(name);
    if (place !== null) places[name] = place;
  }
  return places;
}

/**
 * Returns the manifest entries of a recorded run's files; a file without one is left out.
 * @throws the system's error if a manifest cannot be read, and as `ArtifactFiles.open`.
 */
export async function manifestOf(stored: Recorded, storage: Shared): Promise<ManifestEntry[]> {
  const places = await placesOf(stored, storage);
  const listed: (ManifestEntry | null)[] = [];
  for (const place of new Set(Object.values(places)))
    if (sharedKey(place, "") === null)
      for await (const { manifest } of manifestsIn(place)) listed.push(...manifest.files);
  for (const [name, place] of Object.entries(places))
    if (storage.artifacts && sharedKey(place, name) !== null)
      listed.push(await sharedEntry(storage.artifacts, place, name));
  return artifactsOf(stored.record).flatMap(({ name, sha256 }) => {
    const entry = listed.find((one) => one?.file === name && one.sha256 === sha256);
    return entry ? [entry] : [];
  });
}

/**
 * Copies the files of a recorded run, with their manifest, to a directory of this machine, and returns their paths by
 * name. Existing copies are kept. @throws Fault DISK, and as `ArtifactFiles.open`.
 */
export async function copyRunFiles(
  stored: StoredRun,
  storage: Shared,
  dir: string,
  clock: Pick<Clock, "now">,
): Promise<ReadonlyMap<string, string>> {
  const reader = artifactReader(stored, storage);
  const copies = new DirectoryArtifactStore(dir, { run: stored.run, clock });
  const paths = new Map<string, string>();
  for (const entry of await manifestOf(stored, storage)) {
    const content = await reader.open(entry.file);
    if (!content)
      throw new Fault("DISK", `${entry.file} of ${stored.run} is gone`, {
        wanted: "a file that a task made",
        next: `To make it again: hugginggpt runs resume ${stored.run}`,
      });
    paths.set(entry.file, await copies.copy(await wholeOf(content), entry));
  }
  return paths;
}
