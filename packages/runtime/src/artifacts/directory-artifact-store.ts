import { lstat, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type Artifact,
  type ArtifactOrigin,
  type ArtifactStore,
  type Clock,
  diskFault,
  isDiskFull,
  type TaskOutput,
} from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { publish, writeThrough } from "../objects/write-file.js";
import { ArtifactFiles, type FilePlaces } from "./artifact-files.js";
import { artifactOf, entryOf, fileName, fileStem, filesOf, type KeptFile } from "./kept-file.js";
import type { ManifestEntry } from "./manifest.js";
import { ManifestFile, temporaryName } from "./manifest-file.js";
import { NO_ROOM, requirePlace } from "./require-place.js";

export interface DirectoryOptions {
  readonly run: string;
  readonly clock: Pick<Clock, "now">;
  /** The places of files that an earlier run made. */
  readonly earlier?: FilePlaces | undefined;
}

/**
 * Keeps the files of one run in one directory, which it creates with the first file, and their manifest (see
 * `ManifestFile`). A file gets the first free name (see `fileName`).
 *
 * A file gets its name before its manifest entry; until then it also has its temporary name, so that `recoverArtifacts`
 * finds what a killed process left behind.
 */
export class DirectoryArtifactStore extends ArtifactFiles implements ArtifactStore {
  readonly #dir: string;
  readonly #run: string;
  readonly #clock: Pick<Clock, "now">;
  readonly #manifest: ManifestFile;
  #written = 0;

  constructor(dir: string, { run, clock, earlier }: DirectoryOptions) {
    super({ place: dir, earlier });
    this.#dir = dir;
    this.#run = run;
    this.#clock = clock;
    this.#manifest = new ManifestFile(dir, run);
  }

  ready(): Promise<void> {
    return requirePlace(this.#dir, temporaryName(this.#run, `place-${process.pid}-${this.#written++}`));
  }

  /** @throws Fault DISK with the path and the reason when the file or the manifest cannot be written. */
  async keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]> {
    const kept: Artifact[] = [];
    for (const file of await filesOf(output, origin.task)) kept.push(await this.#keep(file, origin));
    return kept;
  }

  /**
   * Keeps a copy of a file that the run has elsewhere, according to its manifest entry, and returns its path; does
   * nothing if it is kept already. @throws Fault DISK as `keep` does.
   */
  async copy(bytes: Uint8Array, entry: ManifestEntry): Promise<string> {
    const known = (await this.#manifest.entries()).find(
      ({ sha256, taskId }) => sha256 === entry.sha256 && taskId === entry.taskId,
    );
    const path = known && join(this.#dir, known.file);
    if (path !== undefined && (await lstat(path).catch(() => null))) return path;
    const extension = entry.file.slice(entry.file.lastIndexOf(".") + 1);
    return this.#write(bytes, (n) => fileName(entry, extension, n), entry);
  }

  async #keep(file: KeptFile, origin: ArtifactOrigin): Promise<Artifact> {
    const nameOf = (n: number): string => fileName(origin, file.extension, n);
    const entry = entryOf(nameOf(1), file, origin, this.#clock.now());
    return artifactOf(basename(await this.#write(file.bytes, nameOf, entry)), file, origin);
  }

  async #write(bytes: Uint8Array, nameOf: (n: number) => string, entry: ManifestEntry): Promise<string> {
    const pathOf = (n: number): string => join(this.#dir, nameOf(n));
    const unique = `${fileStem(entry)}-${process.pid}-${this.#written++}`;
    const temporary = join(this.#dir, temporaryName(this.#run, unique));
    try {
      makeFolder(this.#dir);
      await writeThrough(temporary, bytes);
      const path = await publish(temporary, pathOf);
      await this.#enter(path, entry);
      return path;
    } catch (error) {
      const next = isDiskFull(error) ? NO_ROOM : "Check the directory, or choose another with --out.";
      throw diskFault("write", pathOf(1), error, next);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** A file that the manifest cannot name is taken back. */
  async #enter(path: string, entry: ManifestEntry): Promise<void> {
    try {
      await this.#manifest.add({ ...entry, file: basename(path) });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }
}
