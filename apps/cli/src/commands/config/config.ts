import type { Command } from "commander";
import { helpText } from "../../lang/help-text.js";
import type { CliContext } from "../../program/cli-context.js";
import { initCommand, pathCommand, setCommand, unsetCommand } from "./change.js";
import { getCommand, listCommand } from "./show.js";

const HELP = `
A value is taken from the flag, else the environment, else the file, else the default. The file is the one named by
--config or HUGGINGGPT_CONFIG, else hugginggpt.config.json in the home directory with the one in the current directory
over it, which may narrow but not widen (\`hugginggpt help configuration\`). It is JSON; comments and a comma at the end of
a list may stand in it. Without a command, list.`;

/** Gives `hugginggpt config` its commands and help, and returns it. */
export function configCommand(command: Command, context: CliContext): Command {
  return command
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(getCommand(context))
    .addCommand(setCommand(context))
    .addCommand(unsetCommand(context))
    .addCommand(initCommand(context))
    .addCommand(pathCommand(context))
    .addHelpText("after", helpText(HELP, context));
}
