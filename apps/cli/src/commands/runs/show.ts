import { realpath, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { artifactReader, findRun, summaryOf, timelineOf } from "@hugginggpt/runtime";
import { diskFault } from "@hugginggpt/shared";
import { requireReader } from "@hugginggpt/shared/files";
import { openRuns } from "../../compose/runtime.js";
import { storedRunPage } from "../../compose/stored-run-page.js";
import { replaceFile } from "../../config/replace-file.js";
import { t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { shortPath, withPaths } from "../../render/report-view.js";
import { runLines } from "../../render/run-show-view.js";
import { timelineLines } from "../../render/timeline-view.js";

interface ShowOptions extends JsonOptions {
  readonly html?: string;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs show last
  $ hugginggpt runs show 20261122-18 --html run.html     # one self-contained page, with the plan as a graph
  $ hugginggpt runs show last --json                     # .summary, .plan, .timeline, .outcomes, .answer`;

/** Returns `hugginggpt runs show`. */
export function showRunCommand(parent: CliCommand): CliCommand {
  return parent
    .command("show")
    .description("show what a run did and when")
    .argument("<id>", "a run's id, its beginning, or last")
    .option("--html <file>", "write one self-contained page instead; an existing file is replaced")
    .json()
    .home(EXAMPLES)
    .action((id: string, options: ShowOptions) => show(id, options, parent.context));
}

async function show(id: string, options: ShowOptions, context: CliContext): Promise<void> {
  const storage = await openRuns(options, context);
  const { runs } = storage;
  const stored = await findRun(runs, id);
  if (options.html !== undefined) {
    const path = resolve(context.cwd, options.html);
    await writePage(path, await storedRunPage(stored, storage));
    return noteLine(context, t`Wrote ${shortPath(path, context.cwd)}`);
  }
  const { run, record, entries } = stored;
  const artifacts = artifactReader({ record }, storage);
  const summary = summaryOf(record, await runs.isClaimed(run));
  const timeline = timelineOf(entries);
  if (options.json) {
    const { plan, answer } = record;
    const outcomes = [...record.outcomes].map(([task, outcome]) => ({
      task,
      outcome:
        outcome.status === "succeeded"
          ? { ...outcome, artifacts: withPaths(outcome.artifacts, artifacts) }
          : outcome,
    }));
    return printJson(context, {
      summary,
      plan: plan ?? [],
      timeline,
      outcomes,
      answer: answer?.text ?? null,
    });
  }
  for (const line of runLines(summary, record, artifacts, timelineLines(timeline, context), context))
    printLine(context, line);
}

/** A file is replaced whole or stays as it was; a pipe and a device are written as they are. */
async function writePage(given: string, page: string): Promise<void> {
  const path = await realpath(given).catch(() => given);
  const found = await stat(path).catch(() => null);
  if (found === null || found.isFile()) return replaceFile(path, page, found ? found.mode & 0o777 : 0o666);
  try {
    requireReader(path);
    await writeFile(path, page);
  } catch (error) {
    throw diskFault("write", path, error, "Give another path to --html.");
  }
}
