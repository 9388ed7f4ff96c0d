import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { isFault } from "@hugginggpt/shared";

/** Returns the size and the SHA-256 (lower-case hex) of a file. */
export async function checksumOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

/** Returns how a file differs from its record, as the end of a sentence "the file NAME ..."; null if it does not. */
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

/** Returns the same for an error of the file system. @throws any other error. */
export function unreadable(error: unknown): string {
  if (isFault(error) || !(error instanceof Error && "code" in error)) throw error;
  return `cannot be read (${String(error.code)})`;
}

/** Forces the content of a file or folder to the disk; skips a folder on Windows, which cannot open one. */
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
