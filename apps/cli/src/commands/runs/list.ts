import { type RunSummary, summaryOf } from "@hugginggpt/runtime";
import type { RunStore } from "@hugginggpt/shared";
import { Command } from "commander";
import { openRuns } from "../../compose/open-runs.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { runListLines } from "../../render/run-list-view.js";
import { type HomeOption, homeOption } from "../home-option.js";

interface ListOptions extends HomeOption {
  readonly json?: boolean;
  readonly n: number;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs list
  $ hugginggpt runs list -n 100 --json     # .runs[].run, .status, .request, .tasks ...

The status is done, partial or failed; running where a process is at it now; interrupted where it can be resumed.`;

/** Returns `hugginggpt runs list`. */
export function listCommand(context: CliContext): Command {
  return new Command("list")
    .description("list the latest runs")
    .option("-n <n>", "how many at most", wholeNumber(1), 20)
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((options: ListOptions) => list(options, context));
}

async function list(options: ListOptions, context: CliContext): Promise<void> {
  const { store } = await openRuns(options, context);
  const runs = await latestRuns(store, options.n);
  if (options.json) return printJson(context, { runs });
  for (const line of runListLines(runs)) printLine(context, line);
}

/** Returns the summaries of the latest runs, the latest first; runs that never began are left out. */
export async function latestRuns(store: RunStore, most: number): Promise<RunSummary[]> {
  const found: RunSummary[] = [];
  for (const run of await store.runs()) {
    if (found.length >= most) break;
    const summary = summaryOf(await store.entries(run), (await store.holder(run)) !== null);
    if (summary) found.push(summary);
  }
  return found;
}
