import { describe, t } from "../lang/words.js";
import type { MadeFile } from "../render/report-view.js";
import { type CliContext, noteLine } from "./cli-context.js";

/** The most files that are opened at once. */
const MAX_OPENED = 8;
/** Types that programs only show or play: nothing that can be executed, and no tables, whose formulas are run. */
const SAFE_TYPES =
  /^(image\/(png|jpeg|gif|webp|bmp)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/plain)(;|$)/;

/** Opens one file with the desktop's program for its type. */
export type Opener = (path: string) => Promise<unknown>;

/**
 * Opens pictures, sound, videos and texts with the desktop's programs. Without a terminal it opens nothing and says so;
 * it also says what could not be opened.
 */
export async function openFiles(
  files: readonly MadeFile[],
  context: CliContext,
  open: Opener = openByDesktop,
): Promise<void> {
  if (!context.out.isTTY)
    return noteLine(context, t`--open opens files only from a terminal: nothing was opened.`);
  const safe = files.filter(({ mediaType }) => SAFE_TYPES.test(mediaType));
  for (const { path } of safe.slice(0, MAX_OPENED)) {
    try {
      await open(path);
    } catch (error) {
      noteLine(context, t`${path} could not be opened: ${describe(error)}`);
    }
  }
  const left = files.length - Math.min(safe.length, MAX_OPENED);
  if (left > 0) noteLine(context, t`${left} of ${files.length} files were not opened.`);
}

async function openByDesktop(path: string): Promise<unknown> {
  const { default: open } = await import("open");
  return open(path);
}
