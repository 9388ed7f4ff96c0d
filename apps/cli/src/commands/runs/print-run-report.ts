import { EXIT } from "@hugginggpt/shared";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import type { ShownReport } from "../../render/report-view.js";
import { reportLines } from "../../render/report-view.js";

/** Prints what became of a run and sets the exit code: 1 where it was not done, or done in part. */
export function printRunReport(
  report: ShownReport,
  { json }: { readonly json?: boolean },
  context: CliContext,
): void {
  if (json) printJson(context, report);
  else for (const line of reportLines(report)) printLine(context, line);
  if (report.status !== "done") context.exitWith(EXIT.failed);
}
