import { artifactReader, findRun } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import { collected } from "../answers/collected.js";
import { originalOf } from "../desk/renditions.js";
import type { ServerParts } from "../server-parts.js";
import type { Asked } from "./asked-of.js";

/** Files of a talk that are offered at the same time. */
const MOST = 20;

/**
 * Returns the files of a request: those that came with it, then the artifacts of this server whose links stand in the talk,
 * the latest first.
 * @throws Fault as `readFile` and `fetchFile` of the server's options.
 */
export async function givenToRun(
  { files, said }: Pick<Asked, "files" | "said">,
  { readFile, fetchFile, links, storage }: Pick<ServerParts, "readFile" | "fetchFile" | "links" | "storage">,
  signal: AbortSignal,
): Promise<UserFile[]> {
  const given: UserFile[] = [];
  for (const file of files) {
    const handle = given.length + 1;
    given.push(
      "bytes" in file
        ? await readFile(file.name, file.bytes, handle)
        : await fetchFile(file.address, handle, signal),
    );
  }
  for (const { run, name } of links.cited(said).toReversed().slice(0, MOST)) {
    const stored = await findRun(storage.runs, run);
    const file = originalOf(stored.record, name)?.name ?? name;
    const content = await artifactReader(stored, storage).open(file);
    if (content) given.push(await readFile(file, await collected(content.read()), given.length + 1));
  }
  return given;
}
