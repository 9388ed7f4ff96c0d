import { readUserFile } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import { givenFile, readGiven } from "../openai/given-files.js";
import type { ServerParts } from "../server-parts.js";
import { allowedFile } from "./allowed-files.js";

/**
 * Returns the files that a tool's arguments name, in order: data: URLs, web URLs, and paths in the opened folders.
 * @throws Fault INPUT_UNREADABLE for any other path, and as `readUserFile`, and `readFile` and `fetchFile` of the options.
 */
export async function mcpFiles(
  given: readonly string[],
  folders: readonly string[],
  parts: Pick<ServerParts, "readFile" | "fetchFile">,
  signal: AbortSignal,
): Promise<UserFile[]> {
  const files: UserFile[] = [];
  for (const one of given) {
    const handle = files.length + 1;
    if (/^(?:data|https?):/i.test(one)) {
      files.push(await readGiven(givenFile(one, `file-${handle}`), handle, parts, signal));
    } else {
      const { path, within } = await allowedFile(one, folders);
      files.push(await readUserFile(path, handle, { within }));
    }
  }
  return files;
}
