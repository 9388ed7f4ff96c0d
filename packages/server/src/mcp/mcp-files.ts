import { readUserFile } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import { givenFile } from "../openai/given-files.js";
import type { ServerParts } from "../server-parts.js";
import { allowedFile } from "./allowed-files.js";

/**
 * Returns the files that a tool's arguments name, in order: data: URLs, web URLs, and paths in the opened folders.
 * @throws Fault INPUT_UNREADABLE for any other path, and as `readUserFile`, and `readFile` and `fetchFile` of the options.
 */
export async function mcpFiles(
  given: readonly string[],
  folders: readonly string[],
  { readFile: read, fetchFile }: Pick<ServerParts, "readFile" | "fetchFile">,
  signal: AbortSignal,
): Promise<UserFile[]> {
  const files: UserFile[] = [];
  for (const one of given) {
    const handle = files.length + 1;
    if (!/^(?:data|https?):/i.test(one)) {
      const { path, within } = await allowedFile(one, folders);
      files.push(await readUserFile(path, handle, { within }));
      continue;
    }
    const file = givenFile(one, `file-${handle}`);
    files.push(
      "bytes" in file
        ? await read(file.name, file.bytes, handle)
        : await fetchFile(file.address, handle, signal),
    );
  }
  return files;
}
