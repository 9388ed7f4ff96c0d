import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ifExists } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";
import { sha256Of } from "../objects/sha256.js";
import { isArtifactName } from "./artifact-files.js";
import { ManifestFile, temporaryPrefix } from "./manifest-file.js";

/**
 * Removes what a killed run left unfinished in its directory and returns the names: unfinished files, finished ones
 * missing from the manifest, and ones in the manifest that are not `named` (no outcome in the journal has them; their
 * task runs again). A file that was changed since stays, without its entry, and so does every file not made by this
 * run. Call it only while nobody else works on the run.
 * @throws the system's error if something cannot be removed.
 */
export async function recoverArtifacts(
  dir: string,
  run: string,
  named: ReadonlySet<string>,
): Promise<readonly string[]> {
  const names = (await ifExists(readdir(dir))) ?? [];
  const manifest = new ManifestFile(dir, run);
  const entries = await manifest.entries();
  const listed = new Set(entries.map(({ file }) => file));
  const unfinished = names.filter((name) => name.startsWith(temporaryPrefix(run)) && name.endsWith(".tmp"));
  const unlisted = await linkedTo(
    dir,
    unfinished,
    names.filter((name) => isArtifactName(name) && !listed.has(name)),
  );
  const unnamed = entries.filter(({ file }) => !named.has(file));
  const unchanged: string[] = [];
  for (const { file, sha256 } of unnamed) {
    if ((await hashOf(join(dir, file))) === sha256) unchanged.push(file);
  }
  // A file goes before its temporary name and before its entry: killed here, the next recovery finds it again.
  const removed = [...unlisted, ...unchanged, ...unfinished];
  for (const name of removed) await rm(join(dir, name), { force: true });
  if (unnamed.length > 0) await manifest.remove(new Set(unnamed.map(({ file }) => file)));
  return removed;
}

/** Returns the names that are second names of an unfinished file. */
async function linkedTo(
  dir: string,
  unfinished: readonly string[],
  names: readonly string[],
): Promise<string[]> {
  const files = new Set(await Promise.all(unfinished.map((name) => identity(join(dir, name)))));
  files.delete(null);
  const known = await Promise.all(names.map((name) => identity(join(dir, name))));
  return names.filter((_, i) => files.has(known[i] ?? null));
}

/** Which file a name stands for; null if there is none any more. */
async function identity(path: string): Promise<string | null> {
  const found = await ifExists(stat(path, { bigint: true }));
  return found && `${found.dev}:${found.ino}`;
}

async function hashOf(path: string): Promise<string | null> {
  const content = await readRegular(path, Number.POSITIVE_INFINITY);
  return content && sha256Of(content);
}
