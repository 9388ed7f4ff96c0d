import type { Command } from "commander";
import { withHome } from "../compose/open-home.js";
import { helpText } from "../lang/help-text.js";
import { say, t } from "../lang/words.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { count } from "../render/format.js";
import { homeOption, type JsonOptions } from "./home-option.js";

/** Gives `indexer rebuild` its options, help and action, and returns it. */
export function rebuildCommand(command: Command, context: CliContext): Command {
  return command
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .addHelpText(
      "after",
      helpText(
        "\nSearches keep working meanwhile. If it is interrupted, the next call starts again.",
        context,
      ),
    )
    .action((options: JsonOptions) => rebuild(options, context));
}

async function rebuild(options: JsonOptions, context: CliContext): Promise<void> {
  await withHome(options, context, async (home) => {
    const unlock = await home.lock();
    noteLine(context, t`Rebuilding the search index; searches keep working.`);
    const done = await home.rebuild(context.signal).finally(unlock);
    if (options.json) return printJson(context, done);
    printLine(context, t`full text    ${count(done.texts, "text")} written`);
    printLine(context, t`vector index ${say(done.index.reason)}`);
  });
}
