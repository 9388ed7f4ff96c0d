import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { isInside } from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";

/**
 * Returns the real path of a file that a tool's argument names, and the opened folder in which it is.
 * @throws Fault INPUT_UNREADABLE if the real path is outside the opened folders, or there is no file.
 */
export async function allowedFile(given: string, folders: readonly string[]) {
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => null);
    const path = await realpath(resolve(folder, given)).catch(() => null);
    if (root !== null && path !== null && isInside(path, root)) return { path, within: root };
  }
  const next =
    folders.length === 0
      ? "Start the server with --allow DIR, or give a web address or a data: URL."
      : `Give a file in ${folders.join(" or ")}, a web address or a data: URL.`;
  // The fault does not reveal whether a file exists elsewhere.
  throw new Fault("INPUT_UNREADABLE", `${given.slice(0, 200)} is not in a folder that tools may read`, {
    next,
  });
}
