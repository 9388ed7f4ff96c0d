import { constants, existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import {
  type ArtifactContent,
  type ArtifactReader,
  errorCode,
  errorMessage,
  Fault,
} from "@hugginggpt/shared";

/** Directories of files, by the files' names. */
export type FilePlaces = Readonly<Record<string, string>>;

/** How many bytes are read at a time. */
const CHUNK = 64 * 1024;
/** What `open` says of a name that is no regular file's: nothing there, a link, a folder, a socket. */
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EMLINK", "EISDIR", "ENXIO"]);

/**
 * Reads the files of a run in its directory; those that an earlier run made, and that it took over, where they lie. Only
 * regular files with names as a store of ours gives them are opened, and no links, so that nothing else is read.
 */
export class ArtifactFiles implements ArtifactReader {
  readonly #dir: string | null;
  readonly #earlier: FilePlaces;

  /** `dir`: null where it is not known. */
  constructor(dir: string | null, earlier: FilePlaces = {}) {
    this.#dir = dir;
    this.#earlier = earlier;
  }

  async open(name: string): Promise<ArtifactContent | null> {
    if (!isArtifactName(name)) return null;
    for (const path of this.#pathsOf(name)) {
      const file = await opened(path);
      if (!file) continue;
      const { size: bytes } = await file.stat().finally(() => file.close());
      return { bytes, read: ({ start = 0, end = bytes } = {}) => read(path, start, end) };
    }
    return null;
  }

  pathOf(name: string): string | null {
    const paths = this.#pathsOf(name);
    return paths.find((path) => existsSync(path)) ?? paths[0] ?? null;
  }

  #pathsOf(name: string): string[] {
    const dirs = [this.#dir, Object.hasOwn(this.#earlier, name) ? this.#earlier[name] : null];
    return dirs.filter((dir) => typeof dir === "string").map((dir) => join(dir, name));
  }
}

/** Returns true for a name that a file of a run can have: `<task id>-<task>.<extension>`. */
export function isArtifactName(name: string): boolean {
  return /^\d+-[A-Za-z0-9_-]+\.[a-z0-9]+$/.test(name);
}

async function* read(path: string, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
  const file = await opened(path);
  if (!file) throw unreadable(path, "it is missing");
  try {
    for (let at = start; at < end; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(CHUNK, end - at)), 0, null, at);
      if (bytesRead === 0) throw unreadable(path, "it is shorter than before");
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Opens a regular file that is no link. Without O_NONBLOCK a pipe would hold this up; Windows has neither flag. */
async function opened(path: string): Promise<FileHandle | null> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: unknown) => {
    if (NO_FILE.has(errorCode(error))) return null;
    throw unreadable(path, errorMessage(error), error);
  });
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

function unreadable(path: string, came: string, cause?: unknown): Fault {
  return new Fault("DISK", `Could not read ${path}`, {
    wanted: "a file that a task made",
    came,
    next: "Check the file and its directory.",
    cause,
  });
}
