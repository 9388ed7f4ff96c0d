import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Fault, type UserFile } from "@hugginggpt/shared";
import { givenFile } from "../openai/given-files.js";
import type { ServerParts } from "../server-parts.js";
import { allowedPath } from "./allowed-files.js";

/** The same as on the command line. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Returns the files that a tool's arguments name, in order: data: URLs, web URLs, and paths in the opened folders.
 * @throws Fault INPUT_UNREADABLE for any other path, INPUT_TOO_LARGE, and as `readFile` and `fetchFile` of the options.
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
    const file = /^(?:data|https?):/i.test(one)
      ? givenFile(one, `file-${handle}`)
      : await fromFolder(one, folders);
    files.push(
      "bytes" in file
        ? await read(file.name, file.bytes, handle)
        : await fetchFile(file.address, handle, signal),
    );
  }
  return files;
}

async function fromFolder(given: string, folders: readonly string[]) {
  const path = await allowedPath(given, folders);
  const { size } = await stat(path).then((found) => (found.isFile() ? found : { size: 0 }));
  if (size > MOST_BYTES)
    throw new Fault("INPUT_TOO_LARGE", `${given} is too large`, { next: "Give a smaller file." });
  return { name: basename(path), bytes: size > 0 ? new Uint8Array(await readFile(path)) : new Uint8Array() };
}
