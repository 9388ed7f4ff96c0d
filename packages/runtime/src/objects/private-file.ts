import { closeSync, constants, fstatSync, openSync, readFile, readFileSync } from "node:fs";
import { lstat } from "node:fs/promises";
import { promisify } from "node:util";
import { errorCode, Fault } from "@hugginggpt/shared";
import { writeThrough } from "./write-file.js";

/** Modes of files and folders that only their owner may use, as those of runs. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Writes a new file that only its owner may read, and waits until the disk has it. @throws the system's error. */
export function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  return writeThrough(path, content, PRIVATE_FILE);
}

/** Files of up to this many bytes are read synchronously: four calls to the thread pool take twenty times as long. */
const SMALL = 256 * 1024;
const readWhole = promisify<number, Buffer>(readFile);

/**
 * Returns the content of a regular file; null if there is none, or a folder, a device or a pipe.
 * @throws Fault INPUT_TOO_LARGE above this many bytes, and the system's error.
 */
export async function readRegular(path: string, most: number): Promise<Buffer | null> {
  const file = openToRead(path);
  if (file === null) return null;
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return null;
    if (found.size <= most) return found.size <= SMALL ? readFileSync(file) : await readWhole(file);
    throw new Fault("INPUT_TOO_LARGE", `${path} is too large`, {
      wanted: `at most ${most} bytes`,
      came: `${found.size} bytes`,
      next: "Remove it.",
    });
  } finally {
    closeSync(file);
  }
}

function openToRead(path: string): number | null {
  try {
    // Without O_NONBLOCK, opening a pipe without a writer would block forever. Windows does not have the flag.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR", "ENXIO"].includes(errorCode(error))) return null;
    throw error;
  }
}

/** Returns true for a folder that is no link to one. */
export async function isRealFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Returns true for a regular file that is no link to one. */
export async function isRealFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false;
}
