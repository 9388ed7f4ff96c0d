import { type RunStorage, recordedRun } from "@hugginggpt/runtime";
import { Fault, isFault, systemClock } from "@hugginggpt/shared";
import { Command, Option } from "commander";
import { openRuns } from "../../compose/runtime.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { daysOption } from "../../program/duration-option.js";
import { wholeNumber } from "../../program/options.js";
import { count } from "../../render/format.js";
import { type HomeOption, homeOption } from "../home-option.js";

interface PruneOptions extends HomeOption {
  readonly olderThan?: number;
  readonly keep?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs prune --older-than 30d
  $ hugginggpt runs prune --keep 100 --dry-run     # says what would be forgotten

Records and the copies of given files are removed, and with --older-than what --cache kept for longer. The files that runs made stay where they are. A run that a process is
at now is kept.`;

/** Returns `hugginggpt runs prune`. */
export function pruneCommand(context: CliContext): Command {
  return new Command("prune")
    .description("forget old runs")
    .addOption(
      new Option(
        "--older-than <time>",
        "runs that began longer ago than this, for instance 30d or 12h",
      ).argParser(daysOption),
    )
    .option("--keep <n>", "all but the latest n runs", wholeNumber(0))
    .option("--dry-run", "change nothing, say what would be forgotten")
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action((options: PruneOptions) => prune(options, context));
}

async function prune(options: PruneOptions, context: CliContext): Promise<void> {
  if (options.olderThan === undefined && options.keep === undefined) {
    throw new Fault("USAGE", "Nothing says which runs are to be forgotten", {
      next: "Add --older-than 30d, --keep 100, or both: a run that either names goes.",
    });
  }
  const keeping = await openRuns(options, context);
  const chosen = await toForget(keeping, options);
  const forgotten = options.dryRun ? chosen : await forget(keeping, chosen, context);
  const copies = options.dryRun ? 0 : await sweep(keeping, options);
  if (options.json) return printJson(context, { forgotten, copies, dryRun: options.dryRun === true });
  for (const run of options.dryRun ? chosen : []) printLine(context, run);
  const verb = options.dryRun ? "would be forgotten" : "forgotten";
  printLine(
    context,
    `${count(forgotten.length, "run")} ${verb}${copies > 0 ? `, ${count(copies, "copy")} of files removed` : ""}.`,
  );
}

/** Ids of the runs that are too old or too many; one whose record does not begin counts by its directory alone. */
async function toForget({ runs: store }: RunStorage, { olderThan, keep }: PruneOptions): Promise<string[]> {
  const ids = await store.runs();
  const surplus = keep === undefined ? [] : ids.slice(keep);
  const old: string[] = [];
  for (const run of olderThan === undefined ? [] : ids) {
    const record = recordedRun(await store.entries(run));
    if (record && systemClock.now() - record.startedAt > (olderThan ?? 0)) old.push(run);
  }
  return ids.filter((run) => surplus.includes(run) || old.includes(run));
}

async function forget(
  { runs: store }: RunStorage,
  runs: readonly string[],
  context: CliContext,
): Promise<string[]> {
  const gone: string[] = [];
  for (const run of runs) {
    try {
      await store.remove(run);
      gone.push(run);
    } catch (error) {
      if (!isFault(error, "RUN_LOCKED")) throw error;
      noteLine(context, `${run} is kept: a process is at it.`);
    }
  }
  return gone;
}

/** Removes the copies of files that no run names any more, and returns how many; and results that are too old. */
async function sweep(
  { runs: store, inputs: shelf, results }: RunStorage,
  { olderThan }: PruneOptions,
): Promise<number> {
  if (olderThan !== undefined) await results.sweep(olderThan);
  const named = new Set<string>();
  for (const run of await store.runs()) {
    for (const { sha256 } of recordedRun(await store.entries(run))?.input?.files ?? []) named.add(sha256);
  }
  return shelf.sweep(named);
}
