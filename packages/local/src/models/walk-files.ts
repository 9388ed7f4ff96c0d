import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SizedFile } from "../worker/messages.js";

/** Levels of folders to read: repositories keep weights in `onnx/`. */
const DEPTH = 3;
/** A folder with more files is not a model. */
const MOST_FILES = 5_000;

/** Returns the files under a folder with their sizes. Follows links; empty if there is no such folder. */
export async function walkFiles(dir: string): Promise<SizedFile[]> {
  const found: SizedFile[] = [];
  await walk(dir, "", DEPTH, found);
  return found;
}

async function walk(dir: string, inside: string, depth: number, found: SizedFile[]): Promise<void> {
  const names = await readdir(join(dir, inside)).catch(() => []);
  for (const name of names.sort()) {
    if (found.length >= MOST_FILES) return;
    const path = inside === "" ? name : `${inside}/${name}`;
    // A broken link stands for a file that was not downloaded.
    const entry = await stat(join(dir, path)).catch(() => null);
    if (entry?.isFile()) found.push({ path, size: entry.size });
    else if (entry?.isDirectory() && depth > 1) await walk(dir, path, depth - 1, found);
  }
}
