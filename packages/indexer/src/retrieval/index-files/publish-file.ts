import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault, isFault } from "@hugginggpt/shared";
import type { IndexGenerations, WrittenIndex } from "../../ports/index-generations.js";
import { checksumOf, forceToDisk } from "./file-checksum.js";

/**
 * Publishes an index file and returns its generation. `write` makes the file under a temporary name; it is forced to
 * the disk, renamed, then recorded with its checksum. If this throws, the file published before stays and nothing is
 * left over. Only the holder of the writer lock may call it.
 * @throws Fault DISK if the file cannot be written; what `write` and `generations` throw.
 */
export async function publishFile(
  generations: IndexGenerations,
  folder: string,
  write: (path: string) => Promise<WrittenIndex>,
): Promise<number> {
  try {
    return await publish(generations, folder, write);
  } catch (error) {
    // An error of the cleanup, on the same disk, says less than this one.
    await removeUnfinished(folder).catch(leave);
    throw indexFault(error, folder);
  }
}

async function publish(
  generations: IndexGenerations,
  folder: string,
  write: (path: string) => Promise<WrittenIndex>,
): Promise<number> {
  await removeUnfinished(folder);
  const generation = await generations.next();
  const unfinished = join(folder, `index.${generation}.tmp`);
  const written = await write(unfinished);
  const file = `index.${generation}.${written.kind}`;
  await forceToDisk(unfinished);
  const { bytes, sha256 } = await checksumOf(unfinished);
  await rename(unfinished, join(folder, file));
  await forceToDisk(folder);
  const retired = await generations.publish({ generation, file, bytes, sha256, ...written });
  for (const name of retired) await rm(join(folder, name), { force: true }).catch(leave);
  return generation;
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^index\.\d+\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** Windows does not delete a file that a searching process has open; the next publication tries again. */
function leave(): void {
  return;
}

/**
 * Returns an error of the file system at an index file as a Fault DISK with the way out; any other error unchanged.
 */
function indexFault(error: unknown, folder: string): unknown {
  if (isFault(error) || !(error instanceof Error && "syscall" in error && "code" in error)) return error;
  return new Fault("DISK", "The index of the registry cannot be written", {
    wanted: "to publish an index file",
    came: `${error.code} at ${folder}`,
    cause: error,
    next: "Check free space and permissions; searches use what was published before, or scan. `indexer sync` tries again.",
  });
}
