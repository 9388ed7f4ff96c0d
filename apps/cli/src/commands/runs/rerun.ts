import { findRun, shortRunId } from "@hugginggpt/runtime";
import { Command } from "commander";
import { openRuns } from "../../compose/runtime.js";
import { helpText } from "../../lang/help-text.js";
import { t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { homeOption } from "../home-option.js";
import { verboseOption } from "../model-options.js";
import { networkOption } from "../network-option.js";
import { type ResumeOptions, resumeRun } from "./resume-run.js";

interface RerunOptions extends ResumeOptions {
  readonly from: number;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs rerun last --from 1       # task 1 and what depends on it, with the same plan and choices
  $ hugginggpt runs rerun 20261122-18 --from 0 --out again

The new run has an id and a directory of its own. Tasks that succeeded and do not depend on the given one keep their
results; tasks that failed run again too.`;

/** Returns `hugginggpt runs rerun`. */
export function rerunCommand(context: CliContext): Command {
  return new Command("rerun")
    .description("repeat a run's plan from a given task, as a new run")
    .argument("<id>", "a run's id, its beginning, or last")
    .requiredOption(
      "--from <task>",
      "the first task to repeat, with every task that depends on it",
      wholeNumber(0),
    )
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)")
    .option("--json", "print one JSON document")
    .addOption(verboseOption())
    .option("-q, --quiet", "print the answer and the files only")
    .option("-y, --yes", "answer yes to --approve")
    .addOption(networkOption())
    .addOption(homeOption())
    .addHelpText("after", helpText(EXAMPLES, context))
    .action((id: string, options: RerunOptions) => rerun(id, options, context));
}

async function rerun(id: string, options: RerunOptions, context: CliContext): Promise<void> {
  const stored = await findRun((await openRuns(options, context)).runs, id);
  const { from: task, quiet } = options;
  await resumeRun(stored, options, context, async (runtime, { out, ...follow }) => {
    const live = await runtime.rerun(stored, { task, out }, follow);
    if (!quiet)
      noteLine(context, t`Run ${shortRunId(live.id)}: repeats ${shortRunId(stored.run)} from task ${task}`);
    return live;
  });
}
