import type { FileHandle } from "node:fs/promises";
import { type ArtifactContent, errorCode, errorMessage, Fault } from "@hugginggpt/shared";
import { openToRead } from "@hugginggpt/shared/files";

/** Bytes read at a time. */
const CHUNK = 64 * 1024;
/** Errors of `open` for a name that is not a regular file: nothing there, a link, a folder, a socket. */
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EMLINK", "EISDIR", "ENXIO"]);

/**
 * Returns the content of a regular file; null if there is none, or a link, a folder or a device.
 * @throws Fault DISK if it exists and cannot be read, also in the middle.
 */
export async function openRegular(path: string): Promise<ArtifactContent | null> {
  const file = await opened(path);
  if (!file) return null;
  const { size: bytes } = await file.stat().finally(() => file.close());
  return { bytes, read: ({ start = 0, end = bytes } = {}) => read(path, start, end) };
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

/** Opens a regular file that is not a link. */
async function opened(path: string): Promise<FileHandle | null> {
  const file = await openToRead(path, { links: false }).catch((error: unknown) => {
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
