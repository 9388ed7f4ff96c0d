import { readdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";

/** The most names that are offered: a folder can hold thousands. */
const MOST = 200;

/**
 * Returns the completions for the end of a line, and that end: names of commands, and after `/file` paths from a
 * directory, folders with a slash; hidden files only after a dot. Empty for any other line.
 */
export async function completeLine(
  line: string,
  commands: readonly string[],
  cwd: string,
): Promise<[string[], string]> {
  const path = /^\s*\/file\s+["']?(.*)$/.exec(line)?.[1];
  if (path !== undefined) return [await pathsLike(path, cwd), path];
  if (/^\/\S*$/.test(line)) return [commands.filter((name) => name.startsWith(line)), line];
  return [[], line];
}

async function pathsLike(begun: string, cwd: string): Promise<string[]> {
  const isFolder = begun === "" || begun.endsWith("/");
  const folder = isFolder ? begun : dirname(begun);
  const start = isFolder ? "" : basename(begun);
  const entries = await readdir(resolve(cwd, folder), { withFileTypes: true });
  const before = begun.slice(0, begun.length - start.length);
  return entries
    .filter(({ name }) => name.startsWith(start) && (start.startsWith(".") || !name.startsWith(".")))
    .slice(0, MOST)
    .map((entry) => `${before}${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .sort();
}
