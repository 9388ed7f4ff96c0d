import { shortRunId } from "@hugginggpt/runtime";
import { t } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { addResumeOptions, type ResumeOptions, resumeRun } from "./resume-run.js";

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
export function rerunCommand(parent: CliCommand): CliCommand {
  const command = parent
    .command("rerun")
    .description("repeat a run's plan from a given task, as a new run")
    .argument("<id>", "a run's id, its beginning, or last")
    .requiredOption(
      "--from <task>",
      "the first task to repeat, with every task that depends on it",
      wholeNumber(0),
    )
    .option("-o, --out <dir>", "directory for the files that are made (default: outputs/<run>/)");
  return addResumeOptions(command)
    .textBelow(EXAMPLES)
    .action((id: string, options: RerunOptions) => rerun(id, options, parent.context));
}

async function rerun(id: string, options: RerunOptions, context: CliContext): Promise<void> {
  const { from: task, quiet } = options;
  await resumeRun(id, options, context, async (runtime, stored, { out, ...follow }) => {
    const live = await runtime.rerun(stored, { task, out }, follow);
    if (!quiet)
      noteLine(context, t`Run ${shortRunId(live.id)}: repeats ${shortRunId(stored.run)} from task ${task}`);
    return live;
  });
}
