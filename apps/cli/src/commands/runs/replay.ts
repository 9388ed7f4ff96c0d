import {
  type Difference,
  differences,
  finishedOutcomes,
  restoredInput,
  retellingDeps,
  runRequest,
} from "@hugginggpt/runtime";
import { EXIT, Fault, oneLine, type RunEvent, systemClock } from "@hugginggpt/shared";
import { Command } from "commander";
import { type OpenedRun, openRun } from "../../compose/open-runs.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { runView } from "../../render/run-view.js";
import { type HomeOption, homeOption } from "../home-option.js";

interface ReplayOptions extends HomeOption {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs replay last              # needs no credentials and no network
  $ hugginggpt runs replay 20261122-18 --json

The request is done again by this version of the program with the recorded answers of the controller, the registry and
the models; nothing is asked and nothing is written. What then happens differently than recorded is printed, and the
exit code is 1. Times, and the order of things that do not wait for each other, do not count. A run that was interrupted
has to be resumed first.`;

/** Returns `hugginggpt runs replay`. */
export function replayCommand(context: CliContext): Command {
  return new Command("replay")
    .description("do a run again with the recorded answers and compare what happens")
    .argument("<id>", "a run's id, its beginning, or last")
    .option("--json", "print one JSON document")
    .option("-q, --quiet", "do not show the events")
    .addOption(homeOption())
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, options: ReplayOptions) =>
      replay(await openRun(id, options, context), options, context),
    );
}

async function replay(
  { keeping, run, record, entries }: OpenedRun,
  options: ReplayOptions,
  context: CliContext,
): Promise<void> {
  if (record.status === null)
    throw new Fault("USAGE", `${run} has not come to its end`, {
      wanted: "a run whose end is recorded",
      next: `Go on with it first: hugginggpt runs resume ${run}`,
    });
  const input = await restoredInput(record, (hash) => keeping.shelf.get(hash));
  const { outcomes, lost } = await finishedOutcomes(record);
  for (const [task, path] of lost) noteLine(context, `${path} of task ${task} is gone or was changed.`);
  const now: RunEvent[] = [];
  const view = options.quiet || options.json ? () => undefined : runView(context);
  const live = runRequest(input, {
    ...retellingDeps({ record, finished: outcomes, files: input.files, clock: systemClock }),
    signal: context.signal,
    emit: (event) => {
      now.push(event);
      view(event);
    },
  });
  // A run that failed then fails now: what counts is whether the same happened.
  await live.report.catch(() => undefined);
  context.signal.throwIfAborted();
  const recorded = entries.map(({ event }) => event);
  const found = differences(recorded, now);
  if (options.json)
    printJson(context, { run, events: now.length, same: found.length === 0, differences: found });
  else for (const line of resultLines(found, now.length)) printLine(context, line);
  if (found.length > 0) context.exitWith(EXIT.failed);
}

function resultLines(found: readonly Difference[], events: number): string[] {
  if (found.length === 0) return [`The same happened again: ${events} events, times apart.`];
  return [
    `${found.length} things happened differently:`,
    ...found.flatMap(({ about, recorded, now }) => [
      `  ${about}`,
      `    recorded  ${oneLine(recorded ?? "nothing")}`,
      `    now       ${oneLine(now ?? "nothing")}`,
    ]),
  ];
}
