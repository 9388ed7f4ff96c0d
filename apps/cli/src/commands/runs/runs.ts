import type { CliCommand } from "../../program/cli-command.js";
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
export function runsCommand(command: CliCommand): CliCommand {
  const adds = [
    ...[listCommand, showRunCommand, resumeCommand, rerunCommand, replayCommand],
    ...[exportCommand, pruneCommand],
  ];
  for (const add of adds) add(command);
  return command.textBelow(HELP);
}
