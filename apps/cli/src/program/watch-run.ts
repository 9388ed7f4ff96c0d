import { type LiveRun, type RunStorage, shortRunId } from "@hugginggpt/runtime";
import { isFault, type RunEvent } from "@hugginggpt/shared";
import { t } from "../lang/words.js";
import { answerText } from "../render/answer-view.js";
import { type NamedFile, readableBy } from "../render/handles.js";
import { paintFor } from "../render/paint.js";
import { type ShownReport, shownReport } from "../render/report-view.js";
import { type RunScreen, runProgress } from "../render/run-progress.js";
import { runView } from "../render/run-view.js";
import { AnswerStream } from "./answer-stream.js";
import { askApproval } from "./asking/approval.js";
import { type CliContext, noteLine, printLine } from "./cli-context.js";

/** How a run is shown. */
export interface Watching {
  /** Whether neither progress nor titles are shown. */
  readonly quiet?: boolean | undefined;
  /** Whether every step is shown. */
  readonly verbose?: boolean | undefined;
  /** Whether the caller prints one JSON document, which contains the answer. */
  readonly json?: boolean | undefined;
  /** Events that are not shown, because the caller prints their content. */
  readonly elsewhere?: readonly RunEvent["type"][] | undefined;
  /** Whether a plan that waits for approval is shown and run without asking. */
  readonly yes?: boolean | undefined;
  /** Where the run is stored; null if it is not. */
  readonly storage: RunStorage | null;
  /** What the run was given. */
  readonly files: readonly NamedFile[];
}

/**
 * Follows a run to its end, prints its answer on standard output unless the caller prints JSON, and returns its report;
 * shows progress on standard error, asks for approval of a waiting plan, and says how to resume an interrupted run.
 * @throws Fault as `runRequest` does; leaving the loop cancels the run.
 */
export async function watchRun(live: LiveRun, how: Watching, context: CliContext): Promise<ShownReport> {
  const readable = readableBy(how.files);
  const screen = screenOf(live, how, context);
  const answer = new AnswerStream(context, readable, () => {
    screen.end();
    if (context.out.isTTY && !how.quiet)
      printLine(context, `\n${paintFor(context.out, context.env).bold(t`Answer`)}`);
  });
  let said: string | null = null;
  try {
    for await (const event of live) {
      if (event.type === "answer-text") answer.write(event.text);
      else if (event.type === "approval-wanted") {
        screen.clear();
        live.answer(await askApproval(event.proposal, { yes: how.yes ?? false, readable }, context));
      } else {
        if (event.type === "run-ended") answer.endLine();
        if (event.type === "answer-ready") said = answerText(event.answer);
        screen.show(event);
      }
    }
    screen.end();
    const report = shownReport(await live.report, live.artifacts);
    if (!how.json && report.answer) answer.end(said ?? report.answer);
    return report;
  } catch (error) {
    screen.end();
    answer.end(null);
    const canResume = context.signal.aborted || (isFault(error) && error.retryable);
    if (canResume && (await isKept(live.id, how.storage)))
      noteLine(context, t`To continue: hugginggpt runs resume ${shortRunId(live.id)}`);
    throw error;
  }
}

function screenOf(
  live: LiveRun,
  { quiet, verbose, elsewhere, files }: Watching,
  context: CliContext,
): RunScreen {
  const nothing = (): void => undefined;
  if (quiet) return { show: nothing, clear: nothing, end: nothing };
  if (!verbose) return runProgress(context, readableBy(files), Date.now);
  return {
    show: runView(context, live.artifacts, readableBy(files), elsewhere),
    clear: nothing,
    end: nothing,
  };
}

async function isKept(run: string, storage: RunStorage | null): Promise<boolean> {
  const entries = await storage?.runs.entries(run).catch(() => []);
  return (entries ?? []).length > 0;
}
