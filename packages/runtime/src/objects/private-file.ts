import { lstat } from "node:fs/promises";
import { writeThrough } from "./write-file.js";

export { writeThrough };

/** Modes of files and folders that only their owner may use, as those of runs. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Writes a new file that only its owner may read, and waits until the disk has it. @throws the system's error. */
export function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  return writeThrough(path, content, PRIVATE_FILE);
}

/** Returns true for a folder that is no link to one. */
export async function isRealFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Returns true for a regular file that is no link to one. */
export async function isRealFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false;
}
