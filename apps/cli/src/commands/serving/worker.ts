import { once } from "node:events";
import { openWorker, type RunEnd, type RunQueue, shortRunId } from "@hugginggpt/runtime";
import { describeError, isFault, systemClock } from "@hugginggpt/shared";
import { withRuntime } from "../../compose/runtime.js";
import type { ConfigFlags } from "../../config/configuration.js";
import { describe, fixed, t } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { wholeNumber } from "../../program/options.js";
import { requireShared } from "../../program/queued-run.js";
import { count, duration } from "../../render/format.js";
import { addModelOptions } from "../run-options.js";

interface WorkerOptions extends ConfigFlags {
  readonly concurrency: number;
  readonly untilEmpty?: boolean;
  readonly json?: boolean;
}

/** The time between two checks whether nothing is left to do, in milliseconds. */
const LOOK_MS = 500;

const EXAMPLES = `
Examples:
  $ export HUGGINGGPT_DATABASE_URL=postgres://me:secret@db.example/hugginggpt HUGGINGGPT_ARTIFACTS=/mnt/shared/artifacts
  $ hugginggpt worker                                 # on as many machines as you like
  $ hugginggpt worker --concurrency 16 --json         # one JSON line for each run that ends
  $ hugginggpt worker --until-empty                   # for cron: ends when nothing is left to do
  $ hugginggpt run --queue "draw a cat"               # on any machine: a worker does it

A worker takes the runs that \`serve\` and \`run --queue\` put into the database, and goes on with each where its record ends:
the runs of a worker that was killed go on at another one within half a minute, and no finished task is done twice.
SIGTERM and Ctrl-C give the runs in progress back, for others to go on with; a second Ctrl-C ends at once.`;

/** Gives `hugginggpt worker` its options, help and action, and returns it. */
export function workerCommand(command: CliCommand): CliCommand {
  command
    .option("--concurrency <n>", "the most runs at the same time", wholeNumber(1), 4)
    .option("--until-empty", "end when no run waits or is worked on, here or elsewhere")
    .option("--json", "print a JSON line for each run instead of text");
  return addModelOptions(command)
    .home(EXAMPLES)
    .action((options: WorkerOptions) => work(options, command.context));
}

async function work(options: WorkerOptions, context: CliContext): Promise<void> {
  const { concurrency, untilEmpty = false, json = false } = options;
  await withRuntime({ ...options, persist: true }, context, async (opened) => {
    const { runtime, storage, shared } = requireShared(opened);
    const queue = await shared.openQueue();
    const worker = openWorker({
      ...{ queue, sessions: runtime, runs: storage.runs, clock: systemClock, most: concurrency, takes: true },
      onEnded: (run, ended) => report(run, ended, json, context),
      onTrouble: (error) => {
        noteLine(context, t`error: ${describe(error)}`);
        if (isFault(error) && error.retryable)
          noteLine(context, t`The worker goes on by itself when the database is back.`);
      },
    });
    noteLine(context, t`Waiting for runs. Ctrl-C gives those in progress back.`);
    if (untilEmpty) await emptied(queue, context.signal);
    else if (!context.signal.aborted) await once(context.signal, "abort");
    if (context.signal.aborted) noteLine(context, t`Stopping; other workers continue the runs in progress.`);
    await worker.drain("the worker is stopping");
    await queue.close();
  });
}

/** Until no run waits or is worked on, or the signal. */
async function emptied(queue: RunQueue, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { queued, running } = await queue.counts();
    if (queued + running === 0) return;
    await systemClock.sleep(LOOK_MS, signal).catch(() => undefined); // It stops.
  }
}

function report(run: string, ended: RunEnd, json: boolean, context: CliContext): void {
  const { status } = ended;
  if (!json) printLine(context, `${shortRunId(run)} ${lineOf(ended)}`);
  else if ("error" in ended) printJson(context, { run, status, error: describeError(ended.error) });
  else printJson(context, { run, status, tasks: ended.tasks.length, seconds: ended.seconds });
}

function lineOf(ended: RunEnd): string {
  if (!("error" in ended)) {
    const { status, tasks, seconds } = ended;
    return `${fixed(status)}: ${count(tasks.length, "task")}, ${duration(seconds * 1000)}`;
  }
  if (ended.status === "givenBack") return t`given back`;
  return ended.status === "stopped" ? t`stopped` : t`failed: ${describe(ended.error)}`;
}
