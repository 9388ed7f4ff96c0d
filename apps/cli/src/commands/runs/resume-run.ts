import { resolve } from "node:path";
import {
  findRun,
  type LiveRun,
  type Resuming,
  type Runtime,
  readSetup,
  requirePlace,
  type StoredRun,
} from "@hugginggpt/runtime";
import { EXIT } from "@hugginggpt/shared";
import { openRuns, withRuntime } from "../../compose/runtime.js";
import { t } from "../../lang/words.js";
import { requireTerminal } from "../../program/asking/approval.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson } from "../../program/cli-context.js";
import { showEnd } from "../../program/show-end.js";
import { watchRun } from "../../program/watch-run.js";
import { networkOption, verboseOption } from "../run-options.js";

export interface ResumeOptions {
  readonly home?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Of this command: what the run was begun with opens nothing by itself. */
  readonly allowPrivateNetwork?: boolean;
  /** Answers the question of `--approve` with yes. */
  readonly yes?: boolean;
}

/** Adds the options of the commands that continue a stored run. */
export function addResumeOptions(command: CliCommand): CliCommand {
  return command
    .json()
    .addOption(verboseOption())
    .option("-q, --quiet", "print the answer and the files only")
    .option("-y, --yes", "answer yes to --approve")
    .addOption(networkOption())
    .home();
}

/**
 * Opens a runtime like the one that a stored run had, continues the run and shows the result. The exit code is 1 unless
 * the run is done completely.
 * @throws Fault as `findRun`, `Runtime.resume` and a run do.
 */
export async function resumeRun(
  id: string,
  options: ResumeOptions,
  context: CliContext,
  resume: (runtime: Runtime, stored: StoredRun, how: Resuming) => Promise<LiveRun>,
): Promise<void> {
  const stored = await findRun((await openRuns(options, context)).runs, id);
  const { asks, controller, embedder, backend } = readSetup(stored);
  if (asks && !stored.record.executing && !options.yes) requireTerminal(context);
  const { home, allowPrivateNetwork } = options;
  const place = options.out === undefined ? {} : { out: resolve(context.cwd, options.out) };
  if (place.out !== undefined) await requirePlace(place.out);
  const flags = { controller, embedder, backend, allowPrivateNetwork, home };
  await withRuntime({ ...flags, persist: true }, context, async ({ runtime, storage }) => {
    const before = stored.record.controller;
    if (before !== runtime.controller)
      noteLine(
        context,
        t`The run began with the controller ${before} and continues with ${runtime.controller}.`,
      );
    const live = await resume(runtime, stored, { signal: context.signal, ...place });
    const files = stored.record.input?.files ?? [];
    const report = await watchRun(live, { ...options, storage, files }, context);
    if (options.json) printJson(context, report);
    await showEnd(report, options, context);
    if (report.status !== "done") context.exitWith(EXIT.failed);
  });
}
