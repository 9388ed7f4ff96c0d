import { pruneRuns } from "@hugginggpt/runtime";
import { Fault, systemClock } from "@hugginggpt/shared";
import { Option } from "commander";
import { openRuns } from "../../compose/runtime.js";
import { say, t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { daysOption } from "../../program/duration-option.js";
import { wholeNumber } from "../../program/options.js";
import { count } from "../../render/format.js";

interface PruneOptions extends JsonOptions {
  readonly olderThan?: number;
  readonly keep?: number;
  readonly dryRun?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs prune --older-than 30d
  $ hugginggpt runs prune --keep 100 --dry-run     # lists what would be deleted

Deletes records and copies of given files; with --older-than also results that --cache has kept longer than that. Files that
runs made stay where they are; with a database, those in the store that machines share are deleted. Anything that is not
clearly a run stays. A run in progress is kept.`;

/** Returns `hugginggpt runs prune`. */
export function pruneCommand(parent: CliCommand): CliCommand {
  return parent
    .command("prune")
    .description("delete old runs")
    .addOption(
      new Option("--older-than <time>", "runs older than this, for instance 30d or 12h").argParser(
        daysOption,
      ),
    )
    .option("--keep <n>", "all but the latest n runs", wholeNumber(0))
    .option("--dry-run", "change nothing, list what would be deleted")
    .json()
    .home(EXAMPLES)
    .action((options: PruneOptions) => prune(options, parent.context));
}

async function prune(options: PruneOptions, context: CliContext): Promise<void> {
  if (options.olderThan === undefined && options.keep === undefined) {
    throw new Fault("USAGE", "Say which runs to delete", {
      next: "Add --older-than 30d, --keep 100, or both: a run that matches either one is deleted.",
    });
  }
  const { olderThan, keep, dryRun = false } = options;
  const { forgotten, kept, copies, results, made } = await pruneRuns(
    await openRuns(options, context),
    { olderThan, keep, dryRun },
    systemClock,
  );
  const files = [...copies, ...results, ...made];
  for (const { run, why } of kept) noteLine(context, t`${run} is kept: ${say(why)}.`);
  if (options.json) return printJson(context, { forgotten, copies: copies.length, files, dryRun });
  const [goes, also] = dryRun ? [t`would be deleted`, t`would be deleted`] : [t`deleted`, t`deleted`];
  for (const name of dryRun ? [...forgotten, ...files] : []) printLine(context, name);
  const more = files.length > 0 ? t`, with ${count(files.length, "file")} of theirs, ${also}` : "";
  printLine(context, t`${count(forgotten.length, "run")} ${goes}${more}.`);
}
