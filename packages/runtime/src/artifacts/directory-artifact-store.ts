import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type Artifact,
  type ArtifactOrigin,
  type ArtifactStore,
  type Clock,
  errorCode,
  errorMessage,
  Fault,
  type Media,
  mediaSeconds,
  mediaTypeOf,
  redact,
  type TaskOutput,
} from "@hugginggpt/shared";
import { ArtifactFiles, type FilePlaces } from "./artifact-files.js";
import { describeParameters } from "./describe-parameters.js";
import type { ManifestEntry } from "./manifest.js";
import { ManifestFile, temporaryName } from "./manifest-file.js";
import { requirePlace } from "./require-place.js";
import { resultFiles } from "./result-files.js";
import { publish, writeThrough } from "./write-file.js";

/** A file's bytes with what they are. */
interface Content {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly extension: string;
  readonly seconds?: number;
}

export interface DirectoryOptions {
  readonly run: string;
  readonly clock: Pick<Clock, "now">;
  /** Where files lie that an earlier run made. */
  readonly earlier?: FilePlaces | undefined;
}

/**
 * Keeps the files of one run in one directory, which it makes when the first file comes, with a manifest of them (see
 * `ManifestFile`). A file is called `<task id>-<task>.<extension by content>`, with `-2`, `-3` ... where that is taken;
 * nothing that a server or a model said goes into a name. Content of an unknown type is kept as `.bin`.
 *
 * A file gets its name first and stands in the manifest after; until then its temporary name is there too, so that
 * `recoverArtifacts` finds what a killed process left behind.
 */
export class DirectoryArtifactStore extends ArtifactFiles implements ArtifactStore {
  readonly #dir: string;
  readonly #run: string;
  readonly #clock: Pick<Clock, "now">;
  readonly #manifest: ManifestFile;
  #written = 0;

  constructor(dir: string, { run, clock, earlier }: DirectoryOptions) {
    super(dir, earlier);
    this.#dir = dir;
    this.#run = run;
    this.#clock = clock;
    this.#manifest = new ManifestFile(dir, run);
  }

  ready(): Promise<void> {
    return requirePlace(this.#dir, temporaryName(this.#run, `place-${process.pid}-${this.#written++}`));
  }

  /** @throws Fault DISK with the path and the reason when the file or the manifest cannot be written. */
  async put({ bytes, sound }: Media, origin: ArtifactOrigin): Promise<Artifact> {
    const type = await mediaTypeOf(bytes);
    const { mediaType = "application/octet-stream", extension = "bin" } = type ?? {};
    const seconds = sound?.seconds ?? mediaSeconds(bytes);
    return this.#store({ bytes, mediaType, extension, ...(seconds === null ? {} : { seconds }) }, origin);
  }

  /** @throws Fault DISK as `put` does; what was kept before that stays. */
  async keep(output: TaskOutput, origin: ArtifactOrigin): Promise<readonly Artifact[]> {
    const kept: Artifact[] = [];
    for (const media of output.media ?? []) kept.push(await this.put(media, origin));
    for (const { text, ...type } of resultFiles(output, origin.task)) {
      kept.push(await this.#store({ bytes: new TextEncoder().encode(text), ...type }, origin));
    }
    return kept;
  }

  async #store(content: Content, origin: ArtifactOrigin): Promise<Artifact> {
    const { bytes, mediaType, seconds } = content;
    const lasting = seconds === undefined ? {} : { seconds };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const { taskId, model } = origin;
    const name = await this.#write(content, origin, sha256);
    return { name, mediaType, bytes: bytes.byteLength, ...lasting, sha256, taskId, model };
  }

  async #write(content: Content, origin: ArtifactOrigin, sha256: string): Promise<string> {
    const stem = `${origin.taskId}-${origin.task.replace(/[^a-z0-9-]/gi, "_").slice(0, 60)}`;
    const nameOf = (n: number): string =>
      join(this.#dir, `${stem}${n === 1 ? "" : `-${n}`}.${content.extension}`);
    const temporary = join(this.#dir, temporaryName(this.#run, `${stem}-${process.pid}-${this.#written++}`));
    try {
      await mkdir(this.#dir, { recursive: true });
      await writeThrough(temporary, content.bytes);
      const path = await publish(temporary, nameOf);
      await this.#enter(path, content, origin, sha256);
      return basename(path);
    } catch (error) {
      throw diskFault(nameOf(1), error);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** A file that the manifest cannot name is taken back. */
  async #enter(path: string, content: Content, origin: ArtifactOrigin, sha256: string): Promise<void> {
    try {
      const at = new Date(this.#clock.now()).toISOString();
      await this.#manifest.add({ file: basename(path), sha256, ...entryOf(origin, content), at });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }
}

function entryOf(
  { taskId, task, model, revision, license, endpoint, args }: ArtifactOrigin,
  { bytes, mediaType, seconds }: Content,
): Omit<ManifestEntry, "file" | "sha256" | "at"> {
  return {
    bytes: bytes.byteLength,
    mediaType,
    ...(seconds === undefined ? {} : { seconds }),
    taskId,
    task,
    model,
    revision: revision ?? null,
    license: license ?? null,
    endpoint: endpoint === undefined ? null : redact(endpoint),
    provider: endpoint?.startsWith("provider:") ? endpoint.slice("provider:".length) : null,
    parameters: describeParameters(args ?? {}),
  };
}

function diskFault(path: string, error: unknown): Fault {
  const code = errorCode(error);
  const next =
    code === "ENOSPC" || code === "EDQUOT"
      ? "Free some space, or choose another directory with --out."
      : "Check the directory, or choose another with --out.";
  return new Fault("DISK", `Could not write ${path}`, {
    wanted: "keep a file that a task made",
    came: errorMessage(error),
    next,
    cause: error,
  });
}
