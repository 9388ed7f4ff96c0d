import { link, lstat, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "@hugginggpt/shared";

/** Errors of file systems without hard links. */
const NO_LINKS: ReadonlySet<string> = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EXDEV",
  "EMLINK",
]);
const MAX_SAME_NAME = 10_000;

/** Writes a new file and waits until the disk has it. @throws the system's error, EEXIST if there is one. */
export async function writeThrough(
  path: string,
  bytes: Uint8Array | string,
  mode: number = 0o666,
): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Gives a finished file the first free name, in addition to its own, and returns it; `nameOf` is called with 1, 2 ...
 */
export async function publish(temporary: string, nameOf: (n: number) => string): Promise<string> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    const path = nameOf(n);
    if (await publishAs(temporary, path)) return path;
  }
  throw new Error(`there are ${MAX_SAME_NAME} files of this name already`);
}

/**
 * Gives a finished file another name; false if that is taken. A hard link fails atomically on a taken name, on a
 * network file system too. On a file system without hard links the file is renamed.
 */
export async function publishAs(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path).catch((error) => reserve(error, temporary, path));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    // NFS makes a link twice where the answer to the first try is lost.
    if (!(await isSameFile(temporary, path))) return false;
  }
  await syncDirectory(dirname(path));
  return true;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, other].map((path) => lstat(path, { bigint: true }).catch(() => null)),
  );
  return a != null && b != null && a.dev === b.dev && a.ino === b.ino;
}

/** Puts a new content in a file's place, whole or not at all; `temporary` lies in the same directory. */
export async function replaceFile(path: string, content: string, temporary: string): Promise<void> {
  await writeThrough(temporary, content);
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** Without hard links: takes the name with an empty file of our own, then renames over it. */
async function reserve(error: unknown, temporary: string, path: string): Promise<void> {
  if (!NO_LINKS.has(errorCode(error))) throw error;
  await (await open(path, "wx")).close();
  await rename(temporary, path);
}

/** Waits until the disk has a directory's names. Windows opens no directory, and some file systems sync none. */
async function syncDirectory(dir: string): Promise<void> {
  try {
    const handle = await open(dir, "r");
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(errorCode(error))) throw error;
  }
}
