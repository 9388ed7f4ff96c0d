import type { LiveRun, RunStorage } from "@hugginggpt/runtime";
import { isFault, type RunEvent } from "@hugginggpt/shared";
import { type ShownReport, shownReport } from "../render/report-view.js";
import { runView } from "../render/run-view.js";
import type { AnswerStream } from "./answer-stream.js";
import { askApproval } from "./approval.js";
import { type CliContext, noteLine } from "./cli-context.js";

/** How a run is shown. */
export interface Watching {
  /** Do not show events. */
  readonly quiet?: boolean | undefined;
  /** Events that are not shown, because the caller prints what they say. */
  readonly elsewhere?: readonly RunEvent["type"][] | undefined;
  /** Shows the answer while it is written; undefined: it is in the report only. */
  readonly stream?: AnswerStream | undefined;
  /** Show a plan that waits for approval and run it without asking. */
  readonly yes?: boolean | undefined;
  /** Where the run is kept; null where it is not. */
  readonly storage: RunStorage | null;
}

/**
 * Follows a run to its end and returns its report: shows its events on standard error, asks for approval where a plan waits
 * for it, and says how to resume a run that was interrupted.
 * @throws Fault as `runRequest` does; leaving the loop cancels the run.
 */
export async function watchRun(live: LiveRun, how: Watching, context: CliContext): Promise<ShownReport> {
  const { quiet, elsewhere, stream, yes = false, storage } = how;
  const view = runView(context, live.artifacts, elsewhere);
  try {
    for await (const event of live) {
      if (event.type === "answer-text") stream?.write(event.text);
      else if (event.type === "approval-wanted") live.answer(await askApproval(event.proposal, yes, context));
      else {
        if (event.type === "run-ended") stream?.endLine();
        if (!quiet) view(event);
      }
    }
    return shownReport(await live.report, live.artifacts);
  } catch (error) {
    const canResume = context.signal.aborted || (isFault(error) && error.retryable);
    if (canResume && (await isKept(live.id, storage)))
      noteLine(context, `To go on: hugginggpt runs resume ${live.id}`);
    throw error;
  }
}

async function isKept(run: string, storage: RunStorage | null): Promise<boolean> {
  const entries = await storage?.runs.entries(run).catch(() => []);
  return (entries ?? []).length > 0;
}
