import { artifactReader, type Difference, findRun, replayRun } from "@hugginggpt/runtime";
import { EXIT, oneLine, systemClock } from "@hugginggpt/shared";
import { openRuns } from "../../compose/runtime.js";
import { t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../../program/cli-context.js";
import { count } from "../../render/format.js";
import { runView } from "../../render/run-view.js";

interface ReplayOptions extends JsonOptions {
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs replay last              # needs no credentials and no network
  $ hugginggpt runs replay 20261122-18 --json

This version of the program repeats the request with the recorded answers of the controller, the registry and the models;
nothing is sent and nothing is written. Differences from the record are printed, and the exit code is then 1. Times, and
the order of steps that do not depend on each other, are not compared. Resume an interrupted run first.`;

/** Returns `hugginggpt runs replay`. */
export function replayCommand(parent: CliCommand): CliCommand {
  return parent
    .command("replay")
    .description("replay a run with its recorded answers and compare what happens")
    .argument("<id>", "a run's id, its beginning, or last")
    .json()
    .option("-q, --quiet", "do not show the events")
    .home(EXAMPLES)
    .action((id: string, options: ReplayOptions) => replay(id, options, parent.context));
}

async function replay(id: string, options: ReplayOptions, context: CliContext): Promise<void> {
  const storage = await openRuns(options, context);
  const stored = await findRun(storage.runs, id);
  const isShown = !options.quiet && !options.json;
  const emit = isShown ? runView(context, artifactReader(stored, storage)) : () => undefined;
  const { signal } = context;
  const { events, differences } = await replayRun(stored, storage, { clock: systemClock, signal, emit });
  const same = differences.length === 0;
  if (options.json) printJson(context, { run: stored.run, events, same, differences });
  else for (const line of resultLines(differences, events)) printLine(context, line);
  if (!same) context.exitWith(EXIT.failed);
}

function resultLines(found: readonly Difference[], events: number): string[] {
  if (found.length === 0) return [t`Same as recorded: ${events} events (times are not compared).`];
  return [
    t`${count(found.length, "difference")} from the record:`,
    ...found.flatMap(({ about, recorded, now }) => [
      `  ${about}`,
      t`    recorded  ${oneLine(recorded ?? "nothing")}`,
      t`    now       ${oneLine(now ?? "nothing")}`,
    ]),
  ];
}
