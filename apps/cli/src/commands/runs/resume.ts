import { findRun } from "@hugginggpt/runtime";
import { Command } from "commander";
import { openRuns } from "../../compose/runtime.js";
import type { CliContext } from "../../program/cli-context.js";
import { homeOption } from "../home-option.js";
import { verboseOption } from "../model-options.js";
import { networkOption } from "../network-option.js";
import { type ResumeOptions, resumeRun } from "./resume-run.js";

const EXAMPLES = `
Examples:
  $ hugginggpt runs resume last          # after Ctrl-C, a crash or a power failure
  $ hugginggpt runs resume 20261122-18 --json

Plan, choices, answers of the controller and finished tasks are taken from the run's record. A task that was being
worked at when the run ended may run twice; a job that a provider had taken is waited for where it allows that. A
finished task whose file is gone or was changed runs again. Of a run that has come to its end the answer is printed.`;

/** Returns `hugginggpt runs resume`. */
export function resumeCommand(context: CliContext): Command {
  return new Command("resume")
    .description("go on with a run that was interrupted")
    .argument("<id>", "a run's id, its beginning, or last")
    .option("-o, --out <dir>", "directory for the files that are made from now on (default: that of the run)")
    .option("--json", "print one JSON document")
    .addOption(verboseOption())
    .option("-q, --quiet", "print the answer and the files only")
    .option("-y, --yes", "answer the question of --approve with yes")
    .addOption(networkOption())
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, options: ResumeOptions) => {
      const stored = await findRun((await openRuns(options, context)).runs, id);
      await resumeRun(stored, options, context, (runtime, how) => runtime.resume(stored, how));
    });
}
