import { closeSync, constants, fstatSync, openSync, readFile, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { errorCode } from "../errors/error-code.js";
import { Fault } from "../errors/fault.js";

const { O_RDONLY, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/**
 * The flags to open what may be a pipe. Without O_NONBLOCK, opening one waits for a writer, in a thread that neither a signal nor `process.exit` can end.
 * Windows has neither flag.
 */
export const READ_ONLY = O_RDONLY | O_NONBLOCK;

/** Files of up to this many bytes are read synchronously: four calls to the thread pool take twenty times as long. */
const SMALL = 256 * 1024;
const readWhole = promisify<number, Buffer>(readFile);
/** Errors of `open` for a name that is no file: nothing there, a folder, a socket. */
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENXIO"]);

/**
 * Opens what is at a path without waiting for anybody; it may be a folder, a pipe or a device.
 * @throws the system's error; ELOOP for a link where `links` is false.
 */
export function openToRead(path: string, { links = true } = {}): Promise<FileHandle> {
  return open(path, links ? READ_ONLY : READ_ONLY | O_NOFOLLOW);
}

/**
 * Returns the content of a regular file; null if there is none, or a folder, a device or a pipe.
 * @throws Fault INPUT_TOO_LARGE above this many bytes, and the system's error.
 */
export async function readRegular(path: string, most: number): Promise<Buffer | null> {
  const file = openNow(path);
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

/**
 * Refuses a pipe that nobody reads, which opening it to write would wait for. What is not there yet is no pipe.
 * @throws the system's error, ENXIO for such a pipe.
 */
export function requireReader(path: string): void {
  try {
    closeSync(openSync(path, O_WRONLY | O_NONBLOCK));
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

function openNow(path: string): number | null {
  try {
    return openSync(path, READ_ONLY);
  } catch (error) {
    if (NO_FILE.has(errorCode(error))) return null;
    throw error;
  }
}
