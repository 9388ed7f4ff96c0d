import { resolve } from "node:path";
import { type LiveRun, type Resuming, type Runtime, readSetup, type StoredRun } from "@hugginggpt/runtime";
import { openRuntime } from "../../compose/runtime.js";
import { requireTerminal } from "../../program/approval.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { watchRun } from "../../program/watch-run.js";
import type { ShownReport } from "../../render/report-view.js";

export interface ResumeOptions {
  readonly home?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Of this command: what the run was begun with opens nothing by itself. */
  readonly allowPrivateNetwork?: boolean;
  /** Answers the question of `--approve` with yes. */
  readonly yes?: boolean;
}

/**
 * Opens a runtime like the one that a stored run had, lets it go on with the run, and returns the report.
 * @throws Fault as `Runtime.resume` and a run do.
 */
export async function resumeRun(
  stored: StoredRun,
  options: ResumeOptions,
  context: CliContext,
  resume: (runtime: Runtime, how: Resuming) => Promise<LiveRun>,
): Promise<ShownReport> {
  const { asks, controller, embedder, backend } = readSetup(stored);
  if (asks && !stored.record.executing && !options.yes) requireTerminal(context);
  const { home, allowPrivateNetwork } = options;
  const flags = { controller, embedder, backend, allowPrivateNetwork, home };
  const { runtime, storage, close } = await openRuntime({ ...flags, persist: true }, context);
  try {
    const before = stored.record.controller;
    if (before !== runtime.controller)
      noteLine(
        context,
        `The run was begun with the controller ${before}; it goes on with ${runtime.controller}.`,
      );
    const { quiet, yes, out } = options;
    const place = out === undefined ? {} : { out: resolve(context.cwd, out) };
    const live = await resume(runtime, { signal: context.signal, ...place });
    return await watchRun(live, { quiet, yes, storage }, context);
  } finally {
    await close();
  }
}
