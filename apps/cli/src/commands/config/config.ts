import type { CliCommand } from "../../program/cli-command.js";
import { initCommand, pathCommand, setCommand, unsetCommand } from "./change.js";
import { getCommand, listCommand } from "./show.js";

const HELP = `
A value is taken from the flag, else the environment, else the file, else the default. The file is the one named by
--config or HUGGINGGPT_CONFIG, else hugginggpt.config.json in the home directory with the one in the current directory
over it, which may narrow but not widen (\`hugginggpt help configuration\`). It is JSON; comments and a comma at the end of
a list may stand in it. Without a command, list.`;

/** Gives `hugginggpt config` its commands and help, and returns it. */
export function configCommand(command: CliCommand): CliCommand {
  for (const add of [listCommand, getCommand, setCommand, unsetCommand, initCommand, pathCommand])
    add(command);
  return command.textBelow(HELP);
}
