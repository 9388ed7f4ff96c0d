import { createHash } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Artifact, type ArtifactStore, Fault, type Media, mediaTypeOf } from "@hugginggpt/shared";

type Origin = Parameters<ArtifactStore["put"]>[1];

/** Errors of file systems without hard links. */
const NO_LINKS: ReadonlySet<string> = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EXDEV",
  "EMLINK",
]);
const MAX_SAME_NAME = 10_000;

/**
 * Keeps files in one directory, which it makes when the first file comes. A file is called
 * `<task id>-<task>.<extension by content>`, with `-2`, `-3` ... where that is taken; nothing that a server or a
 * model said goes into a name. Content of an unknown type is kept as `.bin`.
 */
export class DirectoryArtifactStore implements ArtifactStore {
  readonly #dir: string;
  #written = 0;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @throws Fault DISK with the path and the reason when the file cannot be written. */
  async put(media: Media, origin: Origin): Promise<Artifact> {
    const type = await mediaTypeOf(media.bytes);
    const stem = `${origin.taskId}-${origin.task.replace(/[^a-z0-9-]/gi, "_").slice(0, 60)}`;
    const extension = type?.extension ?? "bin";
    const path = await this.#write(media.bytes, stem, extension);
    return {
      path,
      mediaType: type?.mediaType ?? "application/octet-stream",
      bytes: media.bytes.byteLength,
      sha256: createHash("sha256").update(media.bytes).digest("hex"),
      taskId: origin.taskId,
      model: origin.model,
    };
  }

  async #write(bytes: Uint8Array, stem: string, extension: string): Promise<string> {
    const temporary = join(this.#dir, `.${stem}-${process.pid}-${this.#written++}.tmp`);
    try {
      await mkdir(this.#dir, { recursive: true });
      await writeThrough(temporary, bytes);
      return await publish(temporary, (n) =>
        join(this.#dir, `${stem}${n === 1 ? "" : `-${n}`}.${extension}`),
      );
    } catch (error) {
      throw diskFault(join(this.#dir, `${stem}.${extension}`), error);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a finished file the first name that is free. A hard link fails on a name that is taken, at once and for all. */
async function publish(temporary: string, nameOf: (n: number) => string): Promise<string> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    try {
      await link(temporary, nameOf(n)).catch((error) => reserve(error, temporary, nameOf(n)));
      return nameOf(n);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  throw new Error(`${MAX_SAME_NAME} files of this name are there`);
}

/** Without hard links: takes the name with an empty file of our own, then renames over it. */
async function reserve(error: unknown, temporary: string, path: string): Promise<void> {
  if (!NO_LINKS.has(codeOf(error))) throw error;
  await (await open(path, "wx")).close();
  await rename(temporary, path);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function diskFault(path: string, error: unknown): Fault {
  const code = codeOf(error);
  const next =
    code === "ENOSPC" || code === "EDQUOT"
      ? "Free some space, or choose another directory with --out."
      : "Check the directory, or choose another with --out.";
  return new Fault("DISK", `Could not write ${path}`, {
    wanted: "keep a file that a task made",
    came: error instanceof Error ? error.message : String(error),
    next,
    cause: error,
  });
}
