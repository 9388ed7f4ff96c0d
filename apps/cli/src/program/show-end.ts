import { dirname, join } from "node:path";
import { paintFor } from "../render/paint.js";
import { endLine, fileLines, filesOf, type ShownReport } from "../render/report-view.js";
import { type CliContext, noteLine, printLine } from "./cli-context.js";
import { markLatest } from "./mark-latest.js";
import { openFiles } from "./open-files.js";
import { showPictures } from "./show-pictures.js";

/** How the end of a run is shown. */
interface Ending {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** False: no pictures are shown in the terminal. */
  readonly inline?: boolean | undefined;
  /** Whether the files are opened with the desktop's programs. */
  readonly open?: boolean | undefined;
  /** False if the run was to stop before its execution. */
  readonly executes?: boolean;
}

/** Shows what follows a run's answer: its files, as requested pictures and programs, and how it ended. */
export async function showEnd(report: ShownReport, how: Ending, context: CliContext): Promise<void> {
  const { json, quiet, inline = true, open, executes = true } = how;
  const files = json ? [] : filesOf(report);
  const [made] = filesOf(report);
  // Files in another place are there because the user named it.
  if (made && dirname(dirname(made.path)) === join(context.cwd, "outputs"))
    await markLatest(dirname(made.path), report.run);
  if (!json) {
    for (const { line, name, path } of fileLines(report, context.out.isTTY ? context.cwd : null))
      printLine(context, line, name !== undefined && path !== undefined ? { name, path } : undefined);
  }
  if (inline && !quiet) await showPictures(files, context);
  if (open && files.length > 0) await openFiles(files, context);
  if (!quiet) noteLine(context, paintFor(context.err, context.env).dim(endLine(report, executes)));
}
