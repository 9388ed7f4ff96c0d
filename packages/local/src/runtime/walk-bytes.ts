import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Returns the total size of the files under a folder, in bytes. Does not follow links; 0 if there is no folder. */
export async function walkBytes(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.isFile() ? found.size : 0;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await walkBytes(join(path, name));
  return bytes;
}
