import { randomBytes } from "node:crypto";
import { lstat, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runFolder } from "@hugginggpt/runtime";

/** The name, beside the folders of runs, that points to the latest one. */
const LATEST = "latest";
/** A file of ours has only the name of a folder, so it is not longer than this. */
const MOST_BYTES = 100;
/** What `runFolder` returns. */
const FOLDER = /^\d{8}-\d{6}-[0-9a-f]{8}\s*$/;

/**
 * Points `latest` beside the folder of a run to it: a link or, if links cannot be made, a file with the folder's name.
 * Anything else of that name stays, and nothing is written through a link: ours is replaced as a whole. Does nothing
 * for a folder of another name.
 * @throws the system's error if neither can be made.
 */
export async function markLatest(dir: string, run: string): Promise<void> {
  const folder = basename(dir);
  if (folder !== runFolder(run) || !FOLDER.test(folder)) return;
  const latest = join(dirname(dir), LATEST);
  if (!(await isOurs(latest))) return;
  const fresh = join(dirname(dir), `.${LATEST}-${randomBytes(8).toString("hex")}`);
  try {
    await symlink(folder, fresh, "dir").catch(() => writeFile(fresh, `${folder}\n`, { flag: "wx" }));
    await rename(fresh, latest);
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Whether there is nothing, a link to the folder of a run, or a file that names one. */
async function isOurs(latest: string): Promise<boolean> {
  const found = await lstat(latest).catch(() => null);
  if (!found) return true;
  if (found.isSymbolicLink()) return FOLDER.test(await readlink(latest));
  return found.isFile() && found.size <= MOST_BYTES && FOLDER.test(await readFile(latest, "utf8"));
}
