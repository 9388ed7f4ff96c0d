import { latestRuns } from "@hugginggpt/runtime";
import { openRuns } from "../../compose/runtime.js";
import { say, t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { runListLines } from "../../render/run-list-view.js";
import { columnsOf } from "../../render/terminal.js";

interface ListOptions extends JsonOptions {
  readonly n: number;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs list
  $ hugginggpt runs list -n 100 --json     # .runs[].run, .status, .request, .tasks ...

The status is done, partial, failed, running, interrupted (it can be resumed) or cancelled (a program ended it for good).`;

/** Returns `hugginggpt runs list`. */
export function listCommand(parent: CliCommand): CliCommand {
  return parent
    .command("list")
    .description("list the latest runs")
    .option("-n <n>", "the most runs to list", wholeNumber(1), 20)
    .json()
    .home(EXAMPLES)
    .action((options: ListOptions) => list(options, parent.context));
}

async function list(options: ListOptions, context: CliContext): Promise<void> {
  const storage = await openRuns(options, context);
  const { runs, damaged } = await latestRuns(storage.runs, options.n);
  for (const { run, error } of damaged) noteLine(context, t`${run} is left out: ${say(error)}`);
  if (options.json) return printJson(context, { runs });
  for (const line of runListLines(runs, columnsOf(context.out))) printLine(context, line);
}
