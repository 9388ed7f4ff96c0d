import { randomBytes } from "node:crypto";
import { constants, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode, Fault } from "@hugginggpt/shared";
import { diskFault } from "./disk-fault.js";

/** What is kept of runs is its owner's alone. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Makes a folder that only its owner may enter, where it is absent. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
}

/** Writes a new file that only its owner may read, and waits until the disk has it. @throws the system's error. */
export async function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx", PRIVATE_FILE);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a file that only its owner may read in a place, whole or not at all. @throws Fault DISK. */
export async function putPrivate(path: string, content: Uint8Array | string): Promise<void> {
  const dir = dirname(path);
  const temporary = join(dir, `.${basename(path).slice(0, 16)}-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await privateFolder(dir);
    await writePrivate(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskFault("write", path, error);
  }
}

/**
 * Returns the content of a regular file; null where there is none, or a folder, a device or a pipe.
 * @throws Fault INPUT_TOO_LARGE above so many bytes, and the system's error.
 */
export async function readRegular(path: string, most: number): Promise<Buffer | null> {
  // Without O_NONBLOCK a pipe that nobody writes to would hold this up for ever. Windows has none of these.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR", "EISDIR", "ENXIO"].includes(errorCode(error))) return null;
    throw error;
  });
  if (!file) return null;
  try {
    const found = await file.stat();
    if (!found.isFile()) return null;
    if (found.size <= most) return await file.readFile();
    throw new Fault("INPUT_TOO_LARGE", `${path} is too large`, {
      wanted: `at most ${most} bytes`,
      came: `${found.size} bytes`,
      next: "Remove it.",
    });
  } finally {
    await file.close();
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

/**
 * Removes the regular files of a folder that are chosen by name and time of their last change, in milliseconds, and returns
 * their paths. A folder that is a link is left alone. `dryRun`: nothing is removed. @throws Fault DISK.
 */
export async function sweepFolder(
  dir: string,
  goes: (name: string, changed: number) => boolean,
  dryRun: boolean,
): Promise<string[]> {
  if (!(await isRealFolder(dir))) return [];
  const swept: string[] = [];
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    const found = await lstat(path).catch(() => null);
    if (!found?.isFile() || !goes(name, found.mtimeMs)) continue;
    if (!dryRun)
      await rm(path, { force: true }).catch((error: unknown) => {
        throw diskFault("remove", path, error);
      });
    swept.push(path);
  }
  return swept;
}
