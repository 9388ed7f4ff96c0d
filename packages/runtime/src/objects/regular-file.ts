import type { FileHandle } from "node:fs/promises";
import { type ArtifactContent, diskFault, errorCode } from "@hugginggpt/shared";
import { openToRead } from "@hugginggpt/shared/files";

const CHECK_FILE = "Check the file and its directory.";
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
  if (!file) throw diskFault("read", path, new Error("it is missing"), CHECK_FILE);
  try {
    for (let at = start; at < end; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(CHUNK, end - at)), 0, null, at);
      if (bytesRead === 0) throw diskFault("read", path, new Error("it is shorter than before"), CHECK_FILE);
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
    throw diskFault("read", path, error, CHECK_FILE);
  });
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return null;
}
