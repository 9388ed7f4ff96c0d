import { buffer } from "node:stream/consumers";
import { artifactReader, findRun } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import { originalOf } from "../desk/renditions.js";
import type { ServerParts } from "../server-parts.js";
import { readGiven } from "./given-files.js";
import type { MessagesRequest } from "./read-messages.js";

/** Most files of a conversation offered at once. */
const MOST = 20;

/**
 * Returns the files of a request: its own, then this server's artifacts whose links the conversation contains, latest
 * first.
 * @throws Fault as `readFile` and `fetchFile` of the server's options.
 */
export async function requestFiles(
  { files, said }: Pick<MessagesRequest, "files" | "said">,
  parts: Pick<ServerParts, "readFile" | "fetchFile" | "links" | "storage">,
  signal: AbortSignal,
): Promise<UserFile[]> {
  const { readFile, links, storage } = parts;
  const given: UserFile[] = [];
  for (const file of files) given.push(await readGiven(file, given.length + 1, parts, signal));
  for (const { run, name } of links.cited(said).toReversed().slice(0, MOST)) {
    const stored = await findRun(storage.runs, run);
    const file = originalOf(stored.record, name)?.name ?? name;
    const content = await artifactReader(stored, storage).open(file);
    if (content) given.push(await readFile(file, await buffer(content.read()), given.length + 1));
  }
  return given;
}
