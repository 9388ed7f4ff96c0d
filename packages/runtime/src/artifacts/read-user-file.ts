import { type FileHandle, lstat, readlink, realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { errorCode, errorMessage, type Fault, isFault, type UserFile } from "@hugginggpt/shared";
import { openToRead } from "@hugginggpt/shared/files";
import { tooLarge, unreadable } from "./input-fault.js";
import { userFileOf } from "./user-file-of.js";

/** A user's file at most: 50 MiB. */
export const MAX_USER_FILE_BYTES = 50 * 1024 * 1024;
const MIB = 1024 * 1024;
/** Says so of a file that is longer. */
export const AT_MOST = `at most ${MAX_USER_FILE_BYTES / MIB} MiB are accepted`;

interface Place {
  /**
   * A folder given by the user: the file must be in it after following links, even if a link is put in its place while
   * it is opened.
   */
  readonly within?: string;
  /** Where relative paths begin; absent: at the process's directory. */
  readonly cwd?: string;
}

/**
 * Reads a file that the user gave (see `userFileOf`).
 * @throws Fault INPUT_TOO_LARGE above 50 MiB; INPUT_UNREADABLE for a missing or forbidden file, a directory or device,
 * one outside `within`; and what `userFileOf` throws.
 */
export async function readUserFile(path: string, handle: number, place: Place = {}): Promise<UserFile> {
  const file = await openFile(path, place).catch((error) => {
    if (isFault(error)) throw error;
    throw unreadable(path, reasonOf(error), "Check the path and its permissions.", error);
  });
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw unreadable(path, "it is a directory", "Name the files in it one by one.");
    if (!found.isFile()) throw unreadable(path, "it is not a regular file", "Copy its content to a file.");
    return await userFileOf(path, await readWhole(path, file, found.size), handle);
  } finally {
    await file.close();
  }
}

async function openFile(path: string, { within, cwd = "" }: Place): Promise<FileHandle> {
  if (within === undefined) return openToRead(resolve(cwd, path));
  const root = await realpath(resolve(cwd, within));
  const real = await realpath(resolve(cwd, path));
  if (!isInside(real, root)) throw leadsOut(path);
  const file = await openToRead(real, { links: false });
  const opened = await openedPath(file, real);
  if (opened !== null && isInside(opened, root)) return file;
  await file.close();
  throw leadsOut(path);
}

/**
 * Returns the real path of an open file, even if a link was put into its path meanwhile. Linux reports it. Elsewhere it
 * is the path by which it was opened, if that still leads to the same file; null if not.
 */
async function openedPath(file: FileHandle, real: string): Promise<string | null> {
  const said = await readlink(`/proc/self/fd/${file.fd}`).catch(() => null);
  if (said !== null) return said;
  const [opened, there] = await Promise.all([file.stat(), lstat(real)]);
  const isSame = there.dev === opened.dev && there.ino === opened.ino && (await realpath(real)) === real;
  return isSame ? real : null;
}

/** Returns true for a real path below a real folder. */
export function isInside(real: string, root: string): boolean {
  const way = relative(root, real);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function leadsOut(path: string): Fault {
  return unreadable(path, "it points outside its folder", "Give the file itself, by its own path.");
}

/** A file may grow while it is read, and some claim to be empty. */
async function readWhole(path: string, file: FileHandle, size: number): Promise<Uint8Array> {
  if (size > MAX_USER_FILE_BYTES) throw tooLarge(path, `${Math.ceil(size / MIB)} MiB; ${AT_MOST}`);
  const chunks: Buffer[] = [];
  let read = 0;
  const stream = file.createReadStream({ autoClose: false, start: 0 });
  try {
    for await (const chunk of stream) {
      read += chunk.byteLength;
      if (read > MAX_USER_FILE_BYTES) throw tooLarge(path, AT_MOST);
      chunks.push(chunk);
    }
  } catch (error) {
    if (isFault(error)) throw error;
    throw unreadable(path, reasonOf(error), "Check the disk and the file's permissions.", error);
  }
  return Buffer.concat(chunks, read);
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "reading it is not allowed";
  if (code === "EISDIR") return "it is a directory";
  return errorMessage(error);
}
