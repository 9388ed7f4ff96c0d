import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { isFault } from "@hugginggpt/shared";

/** Returns the size and SHA-256 (lower-case hex) of a file as it lies on the disk. */
export async function checksumOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

/** Returns how a file differs from what was recorded of it, as the end of "the file NAME ..."; null where it does not. */
export async function fileProblem(
  path: string,
  recorded: { readonly bytes: number; readonly sha256: string },
): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size !== recorded.bytes) return `has ${size} bytes instead of ${recorded.bytes}`;
    const { sha256 } = await checksumOf(path);
    return sha256 === recorded.sha256 ? null : "was changed after it was published";
  } catch (error) {
    return unreadable(error);
  }
}

/** Returns the same for a file that the system did not let us read. @throws what is no error of the file system. */
export function unreadable(error: unknown): string {
  if (isFault(error) || !(error instanceof Error && "code" in error)) throw error;
  return `cannot be read (${String(error.code)})`;
}

/** Forces a file's or a folder's content to the disk; a folder is skipped where the system cannot open one (Windows). */
export async function forceToDisk(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === "win32") return;
  const handle = await open(path, isFolder ? "r" : "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
