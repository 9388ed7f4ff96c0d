import type { CliCommand } from "../../program/cli-command.js";
import { addResumeOptions, type ResumeOptions, resumeRun } from "./resume-run.js";

const EXAMPLES = `
Examples:
  $ hugginggpt runs resume last          # after Ctrl-C, a crash or a power failure
  $ hugginggpt runs resume 20261122-18 --json

The plan, the choices, the controller's answers and finished tasks come from the run's record. A task that was running when
the run stopped may run twice; a job that a provider had accepted is picked up again if the provider allows it. A finished
task whose file is missing or was changed runs again. For a finished run, the answer is printed.`;

/** Returns `hugginggpt runs resume`. */
export function resumeCommand(parent: CliCommand): CliCommand {
  const command = parent
    .command("resume")
    .description("continue an interrupted run")
    .argument("<id>", "a run's id, its beginning, or last")
    .option("-o, --out <dir>", "directory for the files made from now on (default: that of the run)");
  return addResumeOptions(command)
    .textBelow(EXAMPLES)
    .action((id: string, options: ResumeOptions) =>
      resumeRun(id, options, parent.context, (runtime, stored, how) => runtime.resume(stored, how)),
    );
}
