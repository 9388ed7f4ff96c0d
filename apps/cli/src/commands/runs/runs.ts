import type { Command } from "commander";
import { helpText } from "../../lang/help-text.js";
import type { CliContext } from "../../program/cli-context.js";
import { exportCommand } from "./export.js";
import { listCommand } from "./list.js";
import { pruneCommand } from "./prune.js";
import { replayCommand } from "./replay.js";
import { rerunCommand } from "./rerun.js";
import { resumeCommand } from "./resume.js";
import { showRunCommand } from "./show.js";

const HELP = `
Every step of a run is recorded before and after it happens, in the home directory (see \`hugginggpt config\`). An id can be
shortened as long as no other id begins the same way; last is the latest run.`;

/** Gives `hugginggpt runs` its options, help and action, and returns it. */
export function runsCommand(command: Command, context: CliContext): Command {
  return command
    .addCommand(listCommand(context))
    .addCommand(showRunCommand(context))
    .addCommand(resumeCommand(context))
    .addCommand(rerunCommand(context))
    .addCommand(replayCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(pruneCommand(context))
    .addHelpText("after", helpText(HELP, context));
}
