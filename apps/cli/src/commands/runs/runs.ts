import { Command } from "commander";
import type { CliContext } from "../../program/cli-context.js";
import { exportCommand } from "./export.js";
import { listCommand } from "./list.js";
import { pruneCommand } from "./prune.js";
import { replayCommand } from "./replay.js";
import { rerunCommand } from "./rerun.js";
import { resumeCommand } from "./resume.js";
import { showRunCommand } from "./show.js";

const HELP = `
Everything that happens in a run is written down before and after it happens, in the home directory (see \`hugginggpt
config\`). An id can be shortened as long as it is the only one that begins so; last is the latest run.`;

/** Returns `hugginggpt runs` with its commands. */
export function runsCommand(context: CliContext): Command {
  return new Command("runs")
    .description("what runs did: list, show, go on, do again, compare, hand out, forget")
    .addCommand(listCommand(context))
    .addCommand(showRunCommand(context))
    .addCommand(resumeCommand(context))
    .addCommand(rerunCommand(context))
    .addCommand(replayCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(pruneCommand(context))
    .addHelpText("after", HELP);
}
