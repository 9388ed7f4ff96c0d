import { join, resolve } from "node:path";
import { newRunId, rerunEntries } from "@hugginggpt/runtime";
import { systemClock } from "@hugginggpt/shared";
import { Command } from "commander";
import { goOn } from "../../compose/go-on.js";
import { openRun } from "../../compose/open-runs.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { homeOption } from "../home-option.js";
import { printRunReport } from "./print-run-report.js";
import type { ResumeOptions } from "./resume.js";

interface RerunOptions extends ResumeOptions {
  readonly from: number;
  readonly out?: string;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs rerun last --from 1       # task 1 and what waits for it, with the same plan and the same choices
  $ hugginggpt runs rerun 20261122-18 --from 0 --out again

The new run has an id and a directory of its own. Tasks that succeeded and do not wait for the given one keep their
results; tasks that failed run again too.`;

/** Returns `hugginggpt runs rerun`. */
export function rerunCommand(context: CliContext): Command {
  return new Command("rerun")
    .description("do a run's plan again from a task on, as a new run")
    .argument("<id>", "a run's id, its beginning, or last")
    .requiredOption(
      "--from <task>",
      "the task that is done again, with all that waits for it",
      wholeNumber(0),
    )
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--json", "print one JSON document")
    .option("-q, --quiet", "print the answer and the files only")
    .option("-y, --yes", "answer the question of --approve with yes")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((id: string, options: RerunOptions) => rerun(id, options, context));
}

async function rerun(id: string, options: RerunOptions, context: CliContext): Promise<void> {
  const { keeping, entries, run: old } = await openRun(id, options, context);
  const now = systemClock.now();
  const run = newRunId(now);
  const out = resolve(context.cwd, options.out ?? join("outputs", run));
  const begin = rerunEntries(entries, { run, task: options.from, now, setup: { out } });
  await keeping.store.append(run, begin);
  if (!options.quiet) noteLine(context, `Run ${run}: ${old} from task ${options.from} on`);
  printRunReport(await goOn(await openRun(run, options, context), options, context), options, context);
}
