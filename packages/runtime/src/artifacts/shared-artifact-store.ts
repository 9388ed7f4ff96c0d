import type { Artifact, ArtifactOrigin, ArtifactStore, TaskOutput } from "@hugginggpt/shared";
import { type ObjectStore, wholeOf } from "../objects/object-store.js";
import { ArtifactFiles, isArtifactName, sharedKey, sharedPlace } from "./artifact-files.js";
import type { DirectoryOptions } from "./directory-artifact-store.js";
import { artifactOf, entryOf, fileName, filesOf, type KeptFile } from "./kept-file.js";
import type { ManifestEntry } from "./manifest.js";

/**
 * Keeps the files of one run in a store shared by all machines, each with its manifest entry beside it. Files are only
 * added, under free names: if two workers both believe they own the run, neither replaces or removes the other's files.
 * Files without an outcome belong to nobody.
 */
export class SharedArtifactStore extends ArtifactFiles implements ArtifactStore {
  readonly #store: ObjectStore;
  readonly #options: DirectoryOptions;
  #copies: ReadonlyMap<string, string> = new Map();
  #taken: Promise<Set<string>> | null = null;

  constructor(store: ObjectStore, options: DirectoryOptions) {
    super({ place: sharedPlace(options.run), earlier: options.earlier, store });
    this.#store = store;
    this.#options = options;
  }

  ready(): Promise<void> {
    return this.#store.ready();
  }

  /** @throws Fault DISK with the reason when the file or its entry cannot be put. */
  async keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]> {
    const kept: Artifact[] = [];
    for (const file of await filesOf(output, origin.task)) kept.push(await this.#keep(file, origin));
    return kept;
  }

  /** Sets the paths of files that were copied to this machine. */
  noteCopies(copies: ReadonlyMap<string, string>): void {
    this.#copies = copies;
  }

  override pathOf(name: string): string | null {
    return this.#copies.get(name) ?? super.pathOf(name);
  }

  async #keep(file: KeptFile, origin: ArtifactOrigin): Promise<Artifact> {
    const name = await this.#putNamed(file, origin);
    const entry = entryOf(name, file, origin, this.#options.clock.now());
    await this.#store.put(entryKey(this.#place, name), writtenEntry(entry));
    return artifactOf(name, file, origin);
  }

  async #putNamed(file: KeptFile, origin: ArtifactOrigin): Promise<string> {
    this.#taken ??= this.#names();
    const taken = await this.#taken;
    for (let n = 1; ; n++) {
      const name = fileName(origin, file.extension, n);
      if (taken.has(name)) continue;
      taken.add(name);
      if (await this.#store.put(sharedKey(this.#place, name) ?? "", file.bytes)) return name;
    }
  }

  async #names(): Promise<Set<string>> {
    const names = new Set<string>();
    const folder = `runs/${this.#options.run}`;
    for await (const { key } of this.#store.list(folder)) names.add(key.slice(folder.length + 1));
    return names;
  }

  get #place(): string {
    return sharedPlace(this.#options.run);
  }
}

/**
 * Stores a file of a run with its manifest entry, if there is one. Objects that exist stay. @throws Fault as the store
 * does.
 */
export async function putShared(
  store: ObjectStore,
  run: string,
  name: string,
  bytes: Uint8Array,
  entry: ManifestEntry | null,
): Promise<void> {
  const place = sharedPlace(run);
  await store.put(sharedKey(place, name) ?? "", bytes);
  if (entry) await store.put(entryKey(place, name), writtenEntry(entry));
}

/** Returns the manifest entry that is stored beside a file of a run; null if there is none. @throws Fault DISK. */
export async function sharedEntry(
  store: ObjectStore,
  place: string,
  name: string,
): Promise<ManifestEntry | null> {
  if (!isArtifactName(name)) return null;
  const content = await store.open(entryKey(place, name));
  if (!content) return null;
  const { readManifestEntry } = await import("./manifest.js");
  return readManifestEntry((await wholeOf(content)).toString("utf8"));
}

function writtenEntry(entry: ManifestEntry): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
}

/** Returns the key of a file's manifest entry. No file of a run has two dots in its name. */
export function entryKey(place: string, name: string): string {
  return sharedKey(place, `${name}.entry.json`) ?? "";
}
