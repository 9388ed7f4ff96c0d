import { readFile } from "node:fs/promises";
import { describe, t } from "../lang/words.js";
import { pictureProtocol, pictureSequence } from "../render/picture-protocol.js";
import type { MadeFile } from "../render/report-view.js";
import { type CliContext, noteLine, printLine } from "./cli-context.js";

/** Further or larger pictures are only listed. */
const MAX_PICTURES = 4;
const MAX_BYTES = 4_000_000;

/** Shows the pictures among files, each under its name, if the terminal can do that. */
export async function showPictures(files: readonly MadeFile[], context: CliContext): Promise<void> {
  const protocol = pictureProtocol(context.out, context.env);
  if (!protocol) return;
  const pictures = files.filter(
    ({ mediaType, bytes }) => mediaType.startsWith("image/") && bytes <= MAX_BYTES,
  );
  for (const { path, mediaType } of pictures.slice(0, MAX_PICTURES)) {
    try {
      const sequence = pictureSequence(await readFile(path), mediaType, protocol);
      if (!sequence) continue;
      printLine(context, path);
      // The sequence is ours: of the file there is only base64 in it.
      context.out.write(`${sequence}\n`);
    } catch (error) {
      noteLine(context, t`${path} cannot be shown: ${describe(error)}`);
    }
  }
}
