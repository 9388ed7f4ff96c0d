import { open, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorMessage, Fault, isDiskFull } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";

/** What a user can do about a full disk. */
export const NO_ROOM = "Free some space, or choose another directory with --out.";

/**
 * Checks that files can be written into a directory before anything is spent on making them: writes one, creating the
 * directory if needed, and removes what it made. A kill may leave the empty file `name` behind: use a name known to be
 * unfinished.
 * @throws Fault DISK with the reason if not.
 */
export async function requirePlace(
  dir: string,
  name = `.hugginggpt-${process.pid}-${process.hrtime.bigint()}`,
): Promise<void> {
  const probe = join(dir, name);
  let made: readonly string[] = [];
  try {
    made = makeFolder(dir);
    await writeUnnamed(probe);
  } catch (error) {
    await noPlace(dir, error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
    // What somebody has put something into meanwhile stays.
    for (const one of made) await rmdir(one).catch(() => undefined);
  }
}

/** Writes a file whose name is removed before its content is written, because waiting for the disk takes long. */
async function writeUnnamed(path: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    // Where an open file keeps its name (Windows), it goes later.
    await rm(path, { force: true }).catch(() => undefined);
    await file.writeFile("probe");
    await file.sync();
  } finally {
    await file.close();
  }
}

async function noPlace(dir: string, error: unknown): Promise<never> {
  const found = await stat(dir).catch(() => null);
  throw new Fault("DISK", `No file can be written into ${dir}`, {
    wanted: "a directory for the files that tasks make",
    came: found && !found.isDirectory() ? "it is a file" : errorMessage(error),
    next: isDiskFull(error) ? NO_ROOM : "Choose another directory with --out.",
    cause: error,
  });
}
