import { Command } from "commander";
import { searchCommand } from "./commands/search.js";
import { showCommand } from "./commands/show.js";
import { statsCommand } from "./commands/stats.js";
import { tasksCommand } from "./commands/tasks.js";
import { runCli } from "./program/run-cli.js";
import { version } from "./program/version.js";

/** Runs the `registry` command, and ends the process. */
export function run(): Promise<void> {
  return runCli((context) =>
    new Command("registry")
      .description("Finds models in the local registry.")
      .version(version())
      .addCommand(searchCommand(context))
      .addCommand(showCommand(context))
      .addCommand(tasksCommand(context))
      .addCommand(statsCommand(context)),
  );
}
