import { withHome } from "../compose/open-home.js";
import { say, t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { count } from "../render/format.js";

/** Gives `indexer rebuild` its options, help and action, and returns it. */
export function rebuildCommand(command: CliCommand): CliCommand {
  return command
    .json()
    .home("\nSearches keep working meanwhile. If it is interrupted, the next call starts again.")
    .action((options: JsonOptions) => rebuild(options, command.context));
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
